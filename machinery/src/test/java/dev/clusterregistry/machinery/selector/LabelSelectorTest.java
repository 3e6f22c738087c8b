package dev.clusterregistry.machinery.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.status.StatusException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "!none",
        "a=1",
        "a==1",
        "a = 1",
        "a!=2",
        "none!=2",
        "none notin (1)",
        "a in (1,2)",
        "a in(1)",
        "a notin (2,3)",
        "empty=",
        "empty in ()",
        "empty in (a,)",
        "empty in (,)",
        "empty in (a,,b)",
        "n>4",
        "n<6",
        "a=1,n>4,!none",
        "in=yes",
        "in in (yes)",
        "in",
        "\ta\n=\r1",
        "example.com/x=y",
        "a in (1,1,1)",
      })
  void selects(String selector) {
    assertThat(matches(selector)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "!a",
        "a=2",
        "a=",
        "none=",
        "none in (1)",
        "a!=1",
        "a notin (1,2)",
        "n>5",
        "n<5",
        "word>1",
        "none>1",
        "a=1,b",
        "a=1,a=2",
      })
  void doesNotSelect(String selector) {
    assertThat(matches(selector)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
        "a=b=c|found '=', expected: ',' or 'end of string'",
        "in (x)|unable to parse requirement: found '(', expected: in, notin, =, ==, !=, gt, lt",
        "a in x|unable to parse requirement: found 'x' expected: '('",
        "a in (x|unable to parse requirement: found '', expected: ',' or ')'",
        "a in (x y)|unable to parse requirement: found 'y', expected: ',' or ')'",
        "a in (=)|unable to parse requirement: found '=', expected: ',', ')' or identifier",
        "a in (x,=)|unable to parse requirement: found '=', expected: ',', or identifier",
        "a notin|unable to parse requirement: found '' expected: '('",
        "!|unable to parse requirement: found '', expected: identifier",
        "!=a|found '!=', expected: !, identifier, or 'end of string'",
        "a,|found '', expected: identifier after ','",
        "a,,b|found ',', expected: identifier after ','",
        "=b|found '=', expected: !, identifier, or 'end of string'",
        "(a)|found '(', expected: !, identifier, or 'end of string'",
        ",a|found ',', expected: !, identifier, or 'end of string'",
        "a in (x))|found ')', expected: ',' or 'end of string'",
        "a!b|unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt",
        "!a=b|found '=', expected: ',' or 'end of string'",
        "a=(b)|unable to parse requirement: found '(', expected: identifier",
        "a>|unable to parse requirement: values[0]: Invalid value: \"\": for 'Gt', 'Lt' operators, the value must be an integer",
        "a>abc|unable to parse requirement: values[0]: Invalid value: \"abc\": for 'Gt', 'Lt' operators, the value must be an integer",
        "-a=b|unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
        "/a|unable to parse requirement: <nil>: Invalid value: \"/a\": prefix part must be non-empty",
        "a/|unable to parse requirement: <nil>: Invalid value: \"a/\": name part must be non-empty; name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      })
  void refusesWithKubernetesText(String selector, String message) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(StatusException.class)
        .hasMessage(message);
  }

  @Test
  void valuesAreChecked() {
    String tooLong = "v".repeat(64);
    assertThatThrownBy(() -> LabelSelector.parse("a=" + tooLong))
        .hasMessage(
            "unable to parse requirement: values[0][a]: Invalid value: \""
                + tooLong
                + "\": must be no more than 63 bytes");
    assertThatThrownBy(() -> LabelSelector.parse("a in (b,-c)"))
        .hasMessageStartingWith(
            "unable to parse requirement: values[0][a]: Invalid value: \"-c\": a valid label must");
    assertThatThrownBy(() -> LabelSelector.parse("a>-"))
        .hasMessageStartingWith(
            "unable to parse requirement: [values[0]: Invalid value: \"-\": for")
        .hasMessageContaining(", values[0][a]: Invalid value: \"-\": a valid label must");
  }

  @Test
  void selectorsThatSayTheSameAreEqual() {
    assertThat(LabelSelector.parse("b,a=1"))
        .isEqualTo(LabelSelector.parse("a==1 , b"))
        .isEqualTo(LabelSelector.parse("a in (1,1),b,b"))
        .hasSameHashCodeAs(LabelSelector.parse("a in (1),b"))
        .hasToString("a=1,b");
    assertThat(LabelSelector.parse("a!=1")).isEqualTo(LabelSelector.parse("a notin (1)"));
    assertThat(LabelSelector.parse("a in (y,x)")).hasToString("a in (x,y)");
    assertThat(LabelSelector.parse(" ")).isEqualTo(LabelSelector.EVERYTHING);
    assertThat(LabelSelector.parse("a")).isNotEqualTo(LabelSelector.parse("!a"));
  }

  @Test
  void theCanonicalTextParsesBackAndNothingElseThanAStatusIsThrown() {
    long seed = new Random().nextLong();
    System.out.println("theCanonicalTextParsesBack seed " + seed);
    Random random = new Random(seed);
    String alphabet = "ab1 ,=!()<>in\tnotin-/.";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      LabelSelector selector;
      try {
        selector = LabelSelector.parse(text.toString());
      } catch (StatusException refused) {
        assertThat(refused.status().code()).isEqualTo(400);
        continue;
      }
      assertThat(LabelSelector.parse(selector.toString()))
          .as("seed %d: %s", seed, text)
          .isEqualTo(selector);
    }
  }

  private static boolean matches(String selector) {
    Map<String, String> labels =
        Map.of("a", "1", "n", "5", "empty", "", "in", "yes", "word", "x", "example.com/x", "y");
    return LabelSelector.parse(selector).matches(labels::get);
  }
}
