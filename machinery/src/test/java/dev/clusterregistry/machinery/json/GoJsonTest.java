package dev.clusterregistry.machinery.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class GoJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void escapesWhatGoEscapesAndNothingElse() {
    assertThat(string("<a href=\"x\\y\">&/\u007f</a>"))
        .isEqualTo("\"\\u003ca href=\\\"x\\\\y\\\"\\u003e\\u0026/\u007f\\u003c/a\\u003e\"");
    assertThat(string("\b\f\n\r\t\u0000\u001f")).isEqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u001f\"");
    assertThat(string("\u2028\u2029é世😀")).isEqualTo("\"\\u2028\\u2029é世😀\"");
    assertThat(string("a\ud800b\udc00")).isEqualTo("\"a\\ufffdb\\ufffd\"");
  }

  @Test
  void writesNumbersAsGoDoes() {
    assertThat(GoNumber.text(1.0)).isEqualTo("1");
    assertThat(GoNumber.text(-0.0)).isEqualTo("-0");
    assertThat(GoNumber.text(0.1)).isEqualTo("0.1");
    assertThat(GoNumber.text(1e20)).isEqualTo("100000000000000000000");
    assertThat(GoNumber.text(1e21)).isEqualTo("1e+21");
    assertThat(GoNumber.text(-1.5e300)).isEqualTo("-1.5e+300");
    assertThat(GoNumber.text(0.000001)).isEqualTo("0.000001");
    assertThat(GoNumber.text(1e-7)).isEqualTo("1e-7");
    assertThat(GoJson.text(NODES.numberNode(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
  }

  @Test
  void keepsTheOrderOfMembers() {
    ObjectNode tree = NODES.objectNode().put("z", 1).put("a", true).putNull("m");
    tree.putArray("list").add(1).add("two").addObject();
    assertThat(GoJson.text(tree))
        .isEqualTo("{\"z\":1,\"a\":true,\"m\":null,\"list\":[1,\"two\",{}]}");
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws GoJsonException {
    long seed = new Random().nextLong();
    System.out.println("whatIsWrittenReadsBackTheSame seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      JsonNode tree = RandomTrees.tree(random, 4);
      JsonNode again = GoJsonReader.read(GoJson.bytes(tree), problem -> {});
      assertThat(Trees.same(tree, again)).as("seed %d: %s", seed, GoJson.text(tree)).isTrue();
    }
  }

  private static String string(String text) {
    return GoJson.text(NODES.stringNode(text));
  }
}
