package dev.clusterregistry.machinery.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a-b", "a.b", "1.2.3", "a--b.c", "x-1.y-2"})
  void subdomains(String name) {
    assertThat(Names.subdomain(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.", ".a", "a..b", "-a", "a-", "a-.b", "A", "a_b", "a/b", "é"})
  void noSubdomains(String name) {
    assertThat(Names.subdomain(name))
        .containsExactly(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
                + " or '.', and must start and end with an alphanumeric character (e.g."
                + " 'example.com', regex used for validation is"
                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
  }

  @Test
  void lengthsAreBytes() {
    assertThat(Names.subdomain("a".repeat(253))).isEmpty();
    assertThat(Names.subdomain("a".repeat(254)))
        .containsExactly("must be no more than 253 characters");
    assertThat(Names.label("a".repeat(64))).containsExactly("must be no more than 63 characters");
    assertThat(Names.labelValue("v".repeat(64))).containsExactly("must be no more than 63 bytes");
    assertThat(Names.labelValue("é".repeat(32))).hasSize(2);
    assertThat(Names.qualifiedName("k".repeat(64)))
        .containsExactly("name part must be no more than 63 bytes");
  }

  @Test
  void labelsHaveNoDots() {
    assertThat(Names.label("a-1")).isEmpty();
    assertThat(Names.label("a.b")).containsExactly("must not contain dots");
    assertThat(Names.label("A"))
        .containsExactly(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                + " and must start and end with an alphanumeric character (e.g. 'my-name',  or"
                + " '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    assertThat(Names.label1035("a1")).isEmpty();
    assertThat(Names.label1035(""))
        .isEqualTo(Names.label1035("1a"))
        .containsExactly(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
                + " an alphabetic character, and end with an alphanumeric character (e.g."
                + " 'my-name',  or 'abc-123', regex used for validation is"
                + " '[a-z]([-a-z0-9]*[a-z0-9])?')");
  }

  @Test
  void labelKeysHaveAnOptionalPrefix() {
    String pattern =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
            + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
            + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    assertThat(Names.qualifiedName("a")).isEmpty();
    assertThat(Names.qualifiedName("example.com/My.Name_1-2")).isEmpty();
    assertThat(Names.qualifiedName("bad key")).containsExactly("name part " + pattern);
    assertThat(Names.qualifiedName("x/"))
        .containsExactly("name part must be non-empty", "name part " + pattern);
    assertThat(Names.qualifiedName("/x")).containsExactly("prefix part must be non-empty");
    assertThat(Names.qualifiedName("/"))
        .containsExactly(
            "prefix part must be non-empty", "name part must be non-empty", "name part " + pattern);
    assertThat(Names.qualifiedName("A/x"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("prefix part a lowercase");
    assertThat(Names.qualifiedName("a/b/c"))
        .containsExactly(
            "a valid label key "
                + pattern
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
  }

  @Test
  void labelValuesMayBeEmpty() {
    assertThat(Names.labelValue("")).isEmpty();
    assertThat(Names.labelValue("A_b.c-1")).isEmpty();
    assertThat(Names.labelValue("not valid"))
        .containsExactly(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', "
                + " or 'my_value',  or '12345', regex used for validation is"
                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
  }

  @Test
  void agreeWithTheExpressionsThatTheyName() {
    long seed = new Random().nextLong();
    System.out.println("agreeWithTheExpressionsThatTheyName seed " + seed);
    Random random = new Random(seed);
    Pattern subdomain =
        Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    Pattern label = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    Pattern value = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        text.append("aZ0-._/ é".charAt(random.nextInt(9)));
      }
      String name = text.toString();
      assertThat(Names.subdomain(name).isEmpty()).isEqualTo(subdomain.matcher(name).matches());
      assertThat(Names.label1035(name).isEmpty()).isEqualTo(label.matcher(name).matches());
      assertThat(Names.labelValue(name).isEmpty()).isEqualTo(value.matcher(name).matches());
    }
  }

  @Test
  void aTrailingDashOfAPrefixIsMasked() {
    assertThat(NameRule.SUBDOMAIN.prefixProblems("base-")).isEmpty();
    assertThat(NameRule.SUBDOMAIN.prefixProblems("base.-")).isEmpty();
    assertThat(NameRule.SUBDOMAIN.prefixProblems("-")).hasSize(1);
    assertThat(NameRule.LABEL.prefixProblems("a.b-")).isEqualTo(List.of("must not contain dots"));
    assertThat(NameRule.LABEL_1035.prefixProblems("1-")).isEmpty();
  }

  @Test
  void generatedNamesHaveFiveMoreCharacters() {
    NameGenerator generator = new NameGenerator(new Random(1));
    assertThat(generator.generate("base-"))
        .matches("base-[bcdfghjklmnpqrstvwxz2456789]{5}")
        .isNotEqualTo(generator.generate("base-"));
    assertThat(generator.generate("b".repeat(70))).hasSize(63);
    assertThat(new NameGenerator(new Random(7)).generate("x"))
        .isEqualTo(new NameGenerator(new Random(7)).generate("x"));
  }
}
