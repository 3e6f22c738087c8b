package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.field.GoQuote;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How Go's fmt prints values in the messages of structured-merge-diff. */
final class GoFormat {
  private GoFormat() {}

  /** As {@code %v}, wrapped as the library wraps its values. */
  static String plain(JsonNode value) {
    StringBuilder out = new StringBuilder("&{");
    appendPlain(out, value);
    return out.append('}').toString();
  }

  private static void appendPlain(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        out.append("map[");
        String separator = "";
        for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
          appendPlain(out.append(separator).append(member.getKey()).append(':'), member.getValue());
          separator = " ";
        }
        out.append(']');
      }
      case ARRAY -> {
        out.append('[');
        String separator = "";
        for (JsonNode item : value) {
          appendPlain(out.append(separator), item);
          separator = " ";
        }
        out.append(']');
      }
      case STRING -> out.append(value.stringValue());
      case NUMBER, BOOLEAN, BINARY, POJO -> out.append(Scalar.of(value).text());
      case NULL, MISSING -> out.append("<nil>");
    }
  }

  /** As {@code %#v}. */
  static String detailed(JsonNode value) {
    String inner =
        switch (value.getNodeType()) {
          case STRING -> GoQuote.quote(value.stringValue());
          case OBJECT -> type(value) + "{" + members(value) + "}";
          case ARRAY -> type(value) + "{" + items(value) + "}";
          case NUMBER, BOOLEAN, BINARY, POJO -> Scalar.of(value).text();
          case NULL, MISSING -> "interface {}(nil)";
        };
    return "&value.valueUnstructured{Value:" + inner + "}";
  }

  private static String members(JsonNode object) {
    StringBuilder out = new StringBuilder();
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    sorted.forEach(
        (name, member) ->
            out.append(out.isEmpty() ? "" : ", ")
                .append(GoQuote.quote(name))
                .append(':')
                .append(unwrapped(member)));
    return out.toString();
  }

  private static String items(JsonNode array) {
    StringBuilder out = new StringBuilder();
    for (JsonNode item : array) {
      out.append(out.isEmpty() ? "" : ", ").append(unwrapped(item));
    }
    return out.toString();
  }

  private static String unwrapped(JsonNode value) {
    String wrapped = detailed(value);
    return wrapped.substring("&value.valueUnstructured{Value:".length(), wrapped.length() - 1);
  }

  /** As {@code %T}. */
  static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case STRING, BINARY, POJO -> "string";
      case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "<nil>";
    };
  }
}
