package dev.clusterregistry.machinery.json;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How Go's fmt prints decoded JSON; some messages of Kubernetes show values so. */
public final class GoFormat {
  private GoFormat() {}

  /** As {@code %v}: {@code map[a:1 b:[x y]]}. */
  public static String plain(JsonNode value) {
    StringBuilder out = new StringBuilder();
    appendPlain(out, value);
    return out.toString();
  }

  private static void appendPlain(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        out.append("map[");
        String separator = "";
        for (Map.Entry<String, JsonNode> member : sorted(value).entrySet()) {
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
      case NUMBER -> out.append(GoNumber.text(value));
      case BOOLEAN, BINARY, POJO -> out.append(value.asString());
      case NULL, MISSING -> out.append("<nil>");
    }
  }

  /** As {@code %#v}: {@code map[string]interface {}{"a":1}}. */
  public static String syntax(JsonNode value) {
    StringBuilder out = new StringBuilder();
    appendSyntax(out, value);
    return out.toString();
  }

  private static void appendSyntax(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        String separator = type(value) + "{";
        for (Map.Entry<String, JsonNode> member : sorted(value).entrySet()) {
          GoQuote.append(out.append(separator), member.getKey());
          appendSyntax(out.append(':'), member.getValue());
          separator = ", ";
        }
        out.append(value.isEmpty() ? separator : "").append('}');
      }
      case ARRAY -> {
        String separator = type(value) + "{";
        for (JsonNode item : value) {
          appendSyntax(out.append(separator), item);
          separator = ", ";
        }
        out.append(value.isEmpty() ? separator : "").append('}');
      }
      case STRING -> GoQuote.append(out, value.stringValue());
      case NUMBER -> out.append(GoNumber.text(value));
      case BOOLEAN, BINARY, POJO -> out.append(value.asString());
      case NULL, MISSING -> out.append("interface {}(nil)");
    }
  }

  /** As {@code %T}: {@code map[string]interface {}}. */
  public static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case STRING, BINARY, POJO -> "string";
      case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "<nil>";
    };
  }

  private static SortedMap<String, JsonNode> sorted(JsonNode object) {
    SortedMap<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }
}
