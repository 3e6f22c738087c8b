package dev.clusterregistry.machinery.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonReaderTest {

  @Test
  void readsEveryKindOfValue() throws GoJsonException {
    String json =
        " {\"a\" : [1, -2.5e1, true, false, null, \"\\u00e9\\ud83d\\ude00\\n/\\/\"] , \"b\":{} } ";
    assertThat(text(json)).isEqualTo("{\"a\":[1,-25,true,false,null,\"é😀\\n//\"],\"b\":{}}");
    assertThat(text("0")).isEqualTo("0");
    assertThat(text("9223372036854775807")).isEqualTo("9223372036854775807");
    assertThat(text("9223372036854775808")).isEqualTo("9223372036854776000");
    assertThat(text("1" + "0".repeat(22))).isEqualTo("1e+22");
    assertThat(text("\"\\ud800x\"")).isEqualTo("\"\ufffdx\"");
    assertThat(text("\"\\ud800\\u0041\"")).isEqualTo("\"\ufffdA\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "``|unexpected end of JSON input",
        "{\"metadata\":|unexpected end of JSON input",
        "[{|unexpected end of JSON input",
        "\"a|unexpected end of JSON input",
        "tru|unexpected end of JSON input",
        "-|unexpected end of JSON input",
        "x|invalid character 'x' looking for beginning of value",
        "{a:1}|invalid character 'a' looking for beginning of object key string",
        "{\"a\":1,}|invalid character '}' looking for beginning of object key string",
        "[1,]|invalid character ']' looking for beginning of value",
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\":1 \"b\"}|invalid character '\"' after object key:value pair",
        "[1 2]|invalid character '2' after array element",
        "1 2|invalid character '2' after top-level value",
        "01|invalid character '1' after top-level value",
        "1.x|invalid character 'x' after decimal point in numeric literal",
        "1ex|invalid character 'x' in exponent of numeric literal",
        "-x|invalid character 'x' in numeric literal",
        "trap|invalid character 'a' in literal true (expecting 'u')",
        "\"\\q\"|invalid character 'q' in string escape code",
        "\"\\u12g4\"|invalid character 'g' in \\u hexadecimal character escape",
        "'a'|invalid character '\\'' looking for beginning of value",
        "é|invalid character 'Ã' looking for beginning of value",
      })
  void refusesWithGosMessage(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(GoJsonException.class).hasMessage(message);
  }

  @Test
  void refusesControlCharactersInStrings() {
    assertThatThrownBy(() -> read("\"a\nb\""))
        .hasMessage("invalid character '\\n' in string literal");
    assertThatThrownBy(() -> read("\"a\\n\u0001\""))
        .hasMessage("invalid character '\\x01' in string literal");
  }

  @Test
  void nestingIsBounded() throws GoJsonException {
    byte[] deepest = ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8);
    assertThat(GoJsonReader.read(deepest, duplicate -> {})).hasSize(1);
    assertThatThrownBy(() -> read("[".repeat(10_001) + "]".repeat(10_001)))
        .isInstanceOf(GoJsonException.class)
        .hasMessage("exceeded max depth");
    assertThatThrownBy(() -> read("[".repeat(2_000_000)))
        .isInstanceOf(GoJsonException.class)
        .hasMessage("exceeded max depth");
  }

  @Test
  void theLastOfDuplicatesWinsAndEachPathIsReportedOnce() throws GoJsonException {
    List<String> duplicates = new ArrayList<>();
    byte[] json =
        "{\"a\":1,\"a\":2,\"a\":3,\"s\":{\"l\":[{},{\"x\":1,\"x\":{\"y\":0,\"y\":1}}]}}"
            .getBytes(UTF_8);
    assertThat(GoJson.text(GoJsonReader.read(json, duplicates::add)))
        .isEqualTo("{\"a\":3,\"s\":{\"l\":[{},{\"x\":{\"y\":1}}]}}");
    assertThat(duplicates)
        .containsExactly(
            "duplicate field \"a\"",
            "duplicate field \"s.l[1].x\"",
            "duplicate field \"s.l[1].x.y\"");
  }

  @Test
  void invalidUtf8IsReplaced() throws GoJsonException {
    byte[] json = {'"', (byte) 0xff, 'a', '"'};
    assertThat(GoJson.text(GoJsonReader.read(json, duplicate -> {}))).isEqualTo("\"\ufffda\"");
  }

  private static String text(String json) throws GoJsonException {
    return GoJson.text(GoJsonReader.read(json.getBytes(UTF_8), duplicate -> {}));
  }

  private static void read(String json) throws GoJsonException {
    GoJsonReader.read(json.getBytes(UTF_8), duplicate -> {});
  }
}
