package dev.clusterregistry.apiserver.resource;

import java.util.Map;

/**
 * Writes the flat fields of {@link OwnershipModel} as JSON.
 *
 * @param fields by path, such as spec.ports.x for the item x of the map list
 */
record WidgetText(Map<String, String> fields) {

  /**
   * A whole object.
   *
   * @param type its kind and apiVersion, as JSON members
   */
  String members(String type, String name) {
    String labels = labels();
    return "{"
        + type
        + "\"metadata\":{\"name\":\""
        + name
        + "\""
        + (labels.isEmpty() ? "" : "," + labels)
        + "}"
        + parts()
        + "}";
  }

  /** A patch. */
  String members(String first) {
    return "{" + first + "\"metadata\":{" + labels() + "}" + parts() + "}";
  }

  private String labels() {
    return within("labels", joined("metadata.labels.", Form.MEMBER), '{', '}');
  }

  private String parts() {
    String spec = joined("spec.", Form.MEMBER);
    spec = and(spec, within("ports", joined("spec.ports.", Form.PORT), '[', ']'));
    spec = and(spec, within("tags", joined("spec.tags.", Form.VALUE), '[', ']'));
    String status = joined("status.", Form.MEMBER);
    status = and(status, within("notes", joined("status.notes.", Form.MEMBER), '{', '}'));
    return (spec.isEmpty() ? "" : "," + within("spec", spec, '{', '}'))
        + (status.isEmpty() ? "" : "," + within("status", status, '{', '}'));
  }

  private enum Form {
    MEMBER,
    VALUE,
    PORT
  }

  /** The fields directly below a path. */
  private String joined(String prefix, Form form) {
    String joined = "";
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String path = field.getKey();
      if (path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0) {
        joined = and(joined, one(path.substring(prefix.length()), field.getValue(), form));
      }
    }
    return joined;
  }

  private static String one(String name, String value, Form form) {
    String json = name.equals("size") || value.startsWith("[") ? value : "\"" + value + "\"";
    return switch (form) {
      case MEMBER -> "\"" + name + "\":" + json;
      case VALUE -> json;
      case PORT -> "{\"name\":\"" + name + "\",\"port\":" + value + "}";
    };
  }

  private static String within(String name, String content, char open, char close) {
    return content.isEmpty() ? "" : "\"" + name + "\":" + open + content + close;
  }

  private static String and(String left, String right) {
    return left.isEmpty() || right.isEmpty() ? left + right : left + "," + right;
  }
}
