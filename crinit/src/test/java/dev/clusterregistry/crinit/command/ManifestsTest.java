package dev.clusterregistry.crinit.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.crinit.command.Cli.Outcome;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All objects, per combination of flags; hack/update-crinit-golden.sh writes the golden files. */
class ManifestsTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "dev", "clusterregistry", "crinit", "manifests");
  private static final String IMAGE = "--image=example.org/clusterregistry:1";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static Map<String, List<String>> combinations() {
    Map<String, List<String>> combinations = new TreeMap<>();
    combinations.put("standalone", List.of());
    combinations.put("aggregated", List.of("--mode=aggregated"));
    combinations.put("aggregated-no-user-roles", List.of("--mode=aggregated", "--skip-user-roles"));
    combinations.put(
        "standalone-node-port",
        List.of(
            "--api-server-service-type=NodePort",
            "--api-server-advertise-address=10.9.9.9",
            "--api-server-port=30443"));
    combinations.put("standalone-cluster-ip", List.of("--api-server-service-type=ClusterIP"));
    combinations.put(
        "standalone-users-and-overrides",
        List.of(
            "--apiserver-enable-basic-auth",
            "--apiserver-enable-token-auth",
            "--apiserver-arg-overrides=--v=4,--secure-port=9443"));
    combinations.put("standalone-scratch", List.of("--etcd-persistent-storage=false"));
    combinations.put(
        "standalone-class", List.of("--etcd-pv-storage-class=fast", "--etcd-pv-capacity=5Gi"));
    combinations.put(
        "standalone-etcd", List.of("--storage=etcd", "--etcd-image=example.org/etcd:1"));
    combinations.put(
        "aggregated-etcd-servers",
        List.of(
            "--mode=aggregated",
            "--etcd-servers=https://etcd-1:2379,https://etcd-2:2379",
            "--etcd-secret=etcd-client",
            "--replicas=3",
            "--cluster-registry-namespace=clusters"));
    return combinations;
  }

  @TestFactory
  Stream<DynamicTest> objectsAreThoseOfTheGoldenFile() {
    return combinations().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(), () -> check(one.getKey(), manifests(one.getValue()))));
  }

  private void check(String name, String objects) throws IOException {
    Path file = GOLDEN.resolve(name + ".yaml");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, objects);
    }
    assertThat(objects).isEqualTo(Files.readString(file));
  }

  private String manifests(List<String> flags) throws IOException {
    List<String> words = new ArrayList<>(List.of("manifests", "foo", IMAGE, "--without-secrets"));
    words.addAll(flags);
    Outcome outcome = Cli.in(folder).run(words.toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    return outcome.out();
  }

  @TestFactory
  Stream<DynamicTest> everyMemberIsOneOfThePublishedTypes() {
    return combinations().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () -> {
                      List<JsonNode> objects = documents(manifests(one.getValue()));
                      assertThat(objects).hasSizeGreaterThan(2);
                      assertThat(objects)
                          .allSatisfy(
                              object ->
                                  assertThat(PublishedTypes.unknownMembers(object)).isEmpty());
                    }));
  }

  @Test
  void aMemberThatIsNotPublishedIsFound() {
    JsonNode wrong =
        documents("---\napiVersion: v1\nkind: Service\nspec:\n  ports:\n  - prot: 1\n").getFirst();
    assertThat(PublishedTypes.unknownMembers(wrong)).containsExactly("spec.ports.prot");
  }

  @Test
  void theSecretsAreThereUnlessLeftOut() throws IOException {
    Outcome outcome =
        Cli.in(folder).run("manifests", "foo", "--apiserver-enable-token-auth", "-o", "json");
    assertThat(outcome.out())
        .contains("\"foo-apiserver-credentials\"", "\"foo-apiserver-authority\"")
        .contains("\"token.csv\"", "\"server.key\"")
        .doesNotContain("basicauth.csv");
  }

  @Test
  void manifestsAreWhatInitApplies() throws IOException {
    Outcome init =
        Cli.in(folder).run("aggregated", "init", "foo", "--dry-run", "-o", "yaml", IMAGE);
    Outcome manifests = Cli.in(folder).run("manifests", "foo", "--mode=aggregated", IMAGE);
    assertThat(withoutSecrets(init.out())).isEqualTo(withoutSecrets(manifests.out()));
  }

  private static List<JsonNode> withoutSecrets(String yaml) {
    return documents(yaml.replaceAll("caBundle: .*", "caBundle: random")).stream()
        .filter(object -> !object.path("kind").asString().equals("Secret"))
        .toList();
  }

  private static List<JsonNode> documents(String yaml) {
    return Stream.of(yaml.split("(?m)^---\n", -1))
        .filter(document -> !document.isBlank())
        .map(document -> YamlReader.read(document.getBytes(StandardCharsets.UTF_8)).tree())
        .toList();
  }
}
