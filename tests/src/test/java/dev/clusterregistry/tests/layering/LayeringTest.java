package dev.clusterregistry.tests.layering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LayeringTest {
  private static final String OURS = "dev.clusterregistry";
  private static final Path RULES = Path.of("..", "docs", "layering.txt");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(
              location -> !location.contains("test-classes") && !location.contains("-tests.jar"))
          .importPackages(OURS);

  @TestFactory
  Stream<DynamicTest> everyRuleOfTheLayeringFileHolds() throws IOException {
    return Files.readAllLines(RULES).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> DynamicTest.dynamicTest(line, () -> rule(line).check(CLASSES)));
  }

  @Test
  void noPackagesUseEachOtherInACircle() {
    slices()
        .matching("dev.clusterregistry.(machinery).(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
    slices()
        .matching("dev.clusterregistry.(apiserver).(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
    slices()
        .matching("dev.clusterregistry.(clusterregistry).(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyModuleWithClassesHasARule() throws IOException {
    String rules = Files.readString(RULES);
    Set<String> modules =
        CLASSES.stream()
            .map(one -> one.getPackageName().split("\\.", -1)[2])
            .filter(module -> !module.equals("tests") && !module.equals("benchmarks"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(modules).isNotEmpty();
    assertThat(modules)
        .allSatisfy(
            module -> assertThat(rules).contains("module " + OURS + "." + module + " uses"));
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      Set<Path> folders =
          files
              .filter(
                  file ->
                      file.toString().endsWith(".java")
                          && file.toString().contains("/src/main/java/"))
              .map(Path::getParent)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(folders).isNotEmpty();
      assertThat(folders)
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }
  }

  private static ArchRule rule(String line) {
    List<String> words = Arrays.asList(line.split("\\s+"));
    String subject = words.get(1);
    return switch (words.getFirst()) {
      case "module" -> uses(subject, words.subList(3, words.size()));
      case "library" -> onlyIn(subject, words.subList(4, words.size()));
      case "never" -> usesNone(subject, words.subList(3, words.size()));
      default -> throw new IllegalArgumentException("no rule: " + line);
    };
  }

  private static ArchRule uses(String module, List<String> allowed) {
    return noClasses()
        .that(in(List.of(module)))
        .should()
        .dependOnClassesThat(
            in(List.of(OURS))
                .and(DescribedPredicate.not(in(List.of(module))))
                .and(DescribedPredicate.not(in(allowed))))
        .allowEmptyShould(true);
  }

  private static ArchRule usesNone(String user, List<String> packages) {
    return noClasses().that(in(List.of(user))).should().dependOnClassesThat(in(packages));
  }

  private static ArchRule onlyIn(String library, List<String> users) {
    return noClasses()
        .that(
            DescribedPredicate.not(in(users))
                .and(DescribedPredicate.not(in(List.of(OURS + ".benchmarks")))))
        .should()
        .dependOnClassesThat(in(List.of(library)))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return DescribedPredicate.describe(
        "in " + packages,
        one ->
            packages.stream()
                .anyMatch(
                    name ->
                        one.getPackageName().equals(name)
                            || one.getPackageName().startsWith(name + ".")));
  }
}
