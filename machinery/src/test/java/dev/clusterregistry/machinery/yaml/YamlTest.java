package dev.clusterregistry.machinery.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class YamlTest {

  private static JsonNode read(String yaml) {
    return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8)).tree();
  }

  @Test
  void scalarsFollowYaml11() {
    assertThat(read("{a: yes, b: 0x10, c: 010, d: 1_000, e: ~, f: 2026-01-02, g: 'no', h: 1e3}"))
        .hasToString(
            "{\"a\":true,\"b\":16,\"c\":8,\"d\":1000,\"e\":null,\"f\":\"2026-01-02\","
                + "\"g\":\"no\",\"h\":1000.0}");
    assertThat(read("{a: 1e400, b: -1e400, c: 1e-400}"))
        .hasToString("{\"a\":\"1e400\",\"b\":\"-1e400\",\"c\":0.0}");
  }

  @Test
  void mergeKeysFillInWhatIsAbsent() {
    assertThat(read("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n").path("b"))
        .hasToString("{\"p\":1,\"q\":3}");
  }

  @Test
  void onlyTheFirstDocumentIsRead() {
    assertThat(read("a: 1\n---\nb: 2\n")).hasToString("{\"a\":1}");
    assertThat(read("")).hasToString("null");
  }

  @Test
  void aliasBombsAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      String all = ("*a" + (i - 1) + ",").repeat(10);
      bomb.append("a").append(i).append(": &a").append(i).append(" [").append(all).append("]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .hasMessage("yaml: document contains excessive aliasing");
    assertThatThrownBy(() -> read("a: &a [*a]")).hasMessageContaining("contains itself");
    assertThatThrownBy(() -> read("[".repeat(10_000))).isInstanceOf(YamlException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "true",
        "123",
        "1e3",
        "0x1",
        "~",
        "null",
        "a: b",
        "# no",
        "a #b",
        "a#b",
        "- a",
        "-a",
        "-",
        "?x",
        "line one\nline two\n",
        "no end\nhere",
        "  lead\nx",
        "\n",
        "a\n\n",
        "x \ny",
        "tab\there",
        "'q'",
        "\"q\"",
        "[x]",
        "{x}",
        "*a",
        "&a",
        "!t",
        "|",
        ">",
        "%d",
        "@x",
        "`x`",
        "2026-01-02T03:04:05Z",
        "12:30:45",
        "é😀",
        "\u0001",
        " lead",
        "trail ",
        "a:",
        ":a",
        "<<",
        "=",
        "---",
        "yes",
        "off",
        "0777",
        "1_0",
        ".5",
        "+1",
        "\ufeffx",
        "a\r\nb"
      })
  void everyTextSurvivesPrintingAndReading(String text) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put(text, text);
    tree.putObject("nested").putArray("list").add(text).addObject().put("k", text);
    String yaml = new String(YamlPrinter.print(tree), StandardCharsets.UTF_8);
    assertThat(read(yaml)).as(yaml).isEqualTo(tree);
  }

  @Test
  void documentsPrintAsKubernetesPrintsThem() {
    JsonNode tree =
        read(
            "{z: {}, a10: [], a2: [{'y': 1, x: 'true'}, [1, 2]], m: \"one\\ntwo\\n\", t: '2026-01-02'}");
    assertThat(new String(YamlPrinter.print(tree), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            a2:
            - x: "true"
              "y": 1
            - - 1
              - 2
            a10: []
            m: |
              one
              two
            t: "2026-01-02"
            z: {}
            """);
  }

  @Test
  void longLinesGoOnAfterABlank() {
    String words = "word ".repeat(20).strip();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("plain", words).put("quoted", "# " + words).put("special", "\u0001 " + words);
    tree.put(words, 1).putArray("list").add(words);
    String fifteen = "word ".repeat(15).strip();
    String text =
        "list:\n- WWW word\n  word word word word\nplain: FFF\n  word word word word word\n"
            + "quoted: '# FFF\n  word word word word word'\n"
            + "special: \"\\x01 NNN\n  word word word word word word\"\n"
            + words
            + ": 1\n";
    assertThat(new String(YamlPrinter.print(tree), StandardCharsets.UTF_8))
        .isEqualTo(
            text.replace("WWW", fifteen)
                .replace("FFF", fifteen)
                .replace("NNN", fifteen.substring(5)));
  }
}
