package dev.clusterregistry.machinery.patch;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.schema.ObjectMetaSchema;
import dev.clusterregistry.machinery.schema.Property;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a patched object as Kubernetes' messages show it. Its patches decode only what they
 * touch, and Go writes decoded objects with their members sorted, others as they were.
 */
public final class PatchedText {
  private final StringBuilder out = new StringBuilder(256);

  private PatchedText() {}

  /**
   * @param before the object that was patched
   * @param touched has what the patch touched, by the same names; an object for a list names its
   *     items by their indexes
   */
  public static String of(JsonNode before, JsonNode after, JsonNode touched) {
    PatchedText text = new PatchedText();
    if (after.isObject()) {
      text.members(after, touched, before);
    } else {
      text.value(after, touched);
    }
    return text.out.toString();
  }

  private void value(JsonNode value, @Nullable JsonNode touched) {
    if (touched == null || !value.isContainer()) {
      GoJson.append(out, value);
    } else if (value.isObject()) {
      members(value, touched, null);
    } else {
      items(value, touched);
    }
  }

  private void members(JsonNode object, JsonNode touched, @Nullable JsonNode before) {
    out.append('{');
    String separator = "";
    for (String name : new TreeSet<>(object.propertyNames())) {
      GoJson.appendString(out.append(separator), name);
      out.append(':');
      JsonNode value = object.path(name);
      boolean stored = before != null && Trees.same(before.path(name), value);
      if (name.equals("metadata") && !touched.has(name) && stored) {
        metadata(value);
      } else {
        value(value, touched.get(name));
      }
      separator = ",";
    }
    out.append('}');
  }

  private void items(JsonNode list, JsonNode touched) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ",");
      value(list.path(i), touched.isArray() ? touched.get(i) : touched.get(Integer.toString(i)));
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
