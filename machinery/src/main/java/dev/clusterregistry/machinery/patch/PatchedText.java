package dev.clusterregistry.machinery.patch;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.schema.ObjectMetaSchema;
import dev.clusterregistry.machinery.schema.Property;
import java.util.Collections;
import java.util.Iterator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a patched object as Kubernetes' messages show it. Its patches decode only what they
 * touch, and Go writes decoded objects with their members sorted, others as they were.
 */
public final class PatchedText {
  private final StringBuilder out = new StringBuilder(256);
  private final boolean newIsSorted;

  private PatchedText(boolean newIsSorted) {
    this.newIsSorted = newIsSorted;
  }

  /**
   * @param before the object that was patched
   * @param newIsSorted whether what the patch brought is sorted too
   */
  public static String of(JsonNode before, JsonNode after, boolean newIsSorted) {
    PatchedText text = new PatchedText(newIsSorted);
    if (after.isObject()) {
      text.members(before, after);
    } else {
      text.value(null, after);
    }
    return text.out.toString();
  }

  private void value(@Nullable JsonNode before, JsonNode after) {
    JsonNode old = before != null && before.getNodeType() == after.getNodeType() ? before : null;
    if (old == null ? !newIsSorted : Trees.same(old, after)) {
      GoJson.append(out, after);
    } else if (after.isObject()) {
      members(old, after);
    } else if (after.isArray()) {
      items(old, after);
    } else {
      GoJson.append(out, after);
    }
  }

  private void members(@Nullable JsonNode before, JsonNode after) {
    out.append('{');
    String separator = "";
    for (String name : new TreeSet<>(after.propertyNames())) {
      GoJson.appendString(out.append(separator), name);
      out.append(':');
      JsonNode old = before == null ? null : before.get(name);
      JsonNode value = after.path(name);
      if (name.equals("metadata") && old != null && Trees.same(old, value)) {
        metadata(value);
      } else {
        value(old, value);
      }
      separator = ",";
    }
    out.append('}');
  }

  private void items(@Nullable JsonNode before, JsonNode after) {
    out.append('[');
    Iterator<JsonNode> old = before == null ? Collections.emptyIterator() : before.iterator();
    String separator = "";
    for (JsonNode item : after) {
      out.append(separator);
      value(old.hasNext() ? old.next() : null, item);
      separator = ",";
    }
    out.append(']');
  }

  /** Untouched, and so in the order of the Go struct, which is not the order we keep it in. */
  private void metadata(JsonNode metadata) {
    out.append('{');
    String separator = "";
    for (Property property : ObjectMetaSchema.INSTANCE.properties()) {
      JsonNode value = metadata.get(property.name());
      if (value != null) {
        GoJson.appendString(out.append(separator), property.name());
        GoJson.append(out.append(':'), value);
        separator = ",";
      }
    }
    out.append('}');
  }
}
