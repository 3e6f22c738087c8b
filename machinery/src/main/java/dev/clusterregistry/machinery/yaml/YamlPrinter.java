package dev.clusterregistry.machinery.yaml;

import dev.clusterregistry.machinery.json.GoNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints trees as YAML, as Kubernetes' YAML library does: keys sorted, lists not indented below
 * their key, texts quoted only where they would read back as something else, long texts folded by
 * the column that they reach.
 */
public final class YamlPrinter {
  private final StringBuilder out = new StringBuilder(1024);

  private YamlPrinter() {}

  /** One document, ending in a newline. */
  public static byte[] print(JsonNode tree) {
    YamlPrinter printer = new YamlPrinter();
    printer.value(tree, 0, "");
    return printer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One item of a list that is not indented, with its dash, ending in a newline. */
  public static byte[] printItem(JsonNode tree) {
    YamlPrinter printer = new YamlPrinter();
    printer.out.append("- ");
    printer.value(tree, 2, "");
    return printer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Prints a value up to and including the end of its line.
   *
   * @param indent of the members or items, if it has any
   * @param gap between what is on the line already and a value on the same line
   */
  private void value(JsonNode node, int indent, String gap) {
    switch (node) {
      case ObjectNode object when !object.isEmpty() -> {
        endKeyLine(gap);
        mapping(object, indent, !gap.isEmpty());
      }
      case ArrayNode list when !list.isEmpty() -> {
        endKeyLine(gap);
        sequence(list, gap.isEmpty() ? indent : indent - 2, !gap.isEmpty());
      }
      default -> {
        out.append(gap);
        scalar(node, indent);
        out.append('\n');
      }
    }
  }

  private void endKeyLine(String gap) {
    if (!gap.isEmpty()) {
      out.append('\n');
    }
  }

  /**
   * @param indented whether the first member is indented too; else it continues a line
   */
  private void mapping(ObjectNode object, int indent, boolean indented) {
    List<String> keys = new ArrayList<>(object.propertyNames());
    keys.sort(YamlKeyOrder.INSTANCE);
    boolean onNewLine = indented;
    for (String key : keys) {
      if (onNewLine) {
        indent(indent);
      }
      onNewLine = true;
      out.append(YamlText.key(key)).append(':');
      value(object.path(key), indent + 2, " ");
    }
  }

  private void sequence(ArrayNode list, int indent, boolean indented) {
    boolean onNewLine = indented;
    for (JsonNode item : list) {
      if (onNewLine) {
        indent(indent);
      }
      onNewLine = true;
      out.append("- ");
      value(item, indent + 2, "");
    }
  }

  private void scalar(JsonNode node, int indent) {
    switch (node.getNodeType()) {
      case OBJECT -> out.append("{}");
      case ARRAY -> out.append("[]");
      case STRING -> YamlText.append(out, node.stringValue(), indent);
      case NUMBER -> out.append(GoNumber.text(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private void indent(int width) {
    out.repeat(' ', width);
  }
}
