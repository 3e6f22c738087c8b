package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoQuote;

/**
 * Who may own fields. The same name updating and applying are two managers, and so are updates by
 * one name in two versions; applies are not.
 *
 * @param apiVersion empty for applies
 * @param subresource empty for the object itself
 */
record Manager(String name, boolean applies, String apiVersion, String subresource)
    implements Comparable<Manager> {

  static Manager updating(String name, String apiVersion, String subresource) {
    return new Manager(name, false, apiVersion, subresource);
  }

  static Manager applying(String name, String subresource) {
    return new Manager(name, true, "", subresource);
  }

  String operation() {
    return applies ? "Apply" : "Update";
  }

  /** By the JSON that identifies a manager in Kubernetes. */
  @Override
  public int compareTo(Manager other) {
    return identifier().compareTo(other.identifier());
  }

  private String identifier() {
    StringBuilder out = new StringBuilder("{");
    append(out, "manager", name);
    append(out, "operation", operation());
    append(out, "apiVersion", apiVersion);
    append(out, "subresource", subresource);
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, String member, String value) {
    if (!value.isEmpty()) {
      out.append(out.length() > 1 ? ",\"" : "\"").append(member).append("\":");
      GoJson.appendString(out, value);
    }
  }

  /** As in the messages of conflicts. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(GoQuote.quote(name));
    if (!subresource.isEmpty()) {
      GoQuote.append(out.append(" with subresource "), subresource);
    }
    if (!applies) {
      out.append(" using ").append(apiVersion);
    }
    return out.toString();
  }
}
