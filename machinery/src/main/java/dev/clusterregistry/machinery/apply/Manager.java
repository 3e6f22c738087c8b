package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * Who may own fields. The same name updating and applying are two managers, and so are updates by
 * one name in two versions; applies are not.
 */
final class Manager implements Comparable<Manager> {
  private final String name;
  private final boolean applies;
  private final String apiVersion;
  private final String subresource;

  /** The JSON that identifies a manager in Kubernetes. */
  private final String identifier;

  /**
   * @param apiVersion empty for applies
   * @param subresource empty for the object itself
   */
  Manager(String name, boolean applies, String apiVersion, String subresource) {
    this.name = name;
    this.applies = applies;
    this.apiVersion = apiVersion;
    this.subresource = subresource;
    this.identifier = identified();
  }

  static Manager updating(String name, String apiVersion, String subresource) {
    return new Manager(name, false, apiVersion, subresource);
  }

  static Manager applying(String name, String subresource) {
    return new Manager(name, true, "", subresource);
  }

  String operation() {
    return applies ? "Apply" : "Update";
  }

  String name() {
    return name;
  }

  boolean applies() {
    return applies;
  }

  String subresource() {
    return subresource;
  }

  @Override
  public int compareTo(Manager other) {
    return identifier.compareTo(other.identifier);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Manager manager && identifier.equals(manager.identifier);
  }

  @Override
  public int hashCode() {
    return identifier.hashCode();
  }

  private String identified() {
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
