package dev.clusterregistry.machinery.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPrinterTest {
  private static String pretty(String compact) {
    return new String(JsonPrinter.pretty(compact.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void membersAndItemsGetLinesOfTheirOwn() {
    assertThat(pretty("{\"a\":1,\"b\":{\"c\":[true,null,{\"d\":\"x\"}]}}"))
        .isEqualTo(
            """
            {
              "a": 1,
              "b": {
                "c": [
                  true,
                  null,
                  {
                    "d": "x"
                  }
                ]
              }
            }""");
  }

  @Test
  void emptyContainersStayTogether() {
    assertThat(pretty("{\"a\":{},\"b\":[],\"c\":[{},[]]}"))
        .isEqualTo(
            """
            {
              "a": {},
              "b": [],
              "c": [
                {},
                []
              ]
            }""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"\"", "null", "{}", "[]", "\"{\\\"a\\\":[1,2]}\"", "\"\\\\\""})
  void scalarsAndTextsAreLeftAlone(String json) {
    assertThat(pretty(json)).isEqualTo(json);
  }

  @Test
  void bracketsAndEscapesInTextsCountForNothing() {
    assertThat(pretty("{\"a{[\\\"\":\"}],:\\\\\",\"ü\":\"€\"}"))
        .isEqualTo("{\n  \"a{[\\\"\": \"}],:\\\\\",\n  \"ü\": \"€\"\n}");
  }

  @Test
  void belowAParentLinesAreIndentedFurther() {
    byte[] item = JsonPrinter.pretty("{\"a\":[1]}".getBytes(UTF_8), 2);
    assertThat(new String(item, UTF_8)).isEqualTo("{\n      \"a\": [\n        1\n      ]\n    }");
  }
}
