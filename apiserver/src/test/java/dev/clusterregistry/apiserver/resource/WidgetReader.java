package dev.clusterregistry.apiserver.resource;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads the flat fields of {@link OwnershipModel}, and who owns them, out of an object. */
record WidgetReader(JsonNode object) {

  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    scalars(object.at("/metadata/labels"), "metadata.labels.", values);
    scalars(object.path("spec"), "spec.", values);
    scalars(object.path("status"), "status.", values);
    scalars(object.at("/status/notes"), "status.notes.", values);
    JsonNode numbers = object.at("/spec/numbers");
    if (numbers.isArray()) {
      values.put("spec.numbers", numbers.toString());
    }
    for (JsonNode port : object.at("/spec/ports")) {
      values.put("spec.ports." + port.path("name").asString(), port.path("port").asString());
    }
    for (JsonNode tag : object.at("/spec/tags")) {
      values.put("spec.tags." + tag.asString(), tag.asString());
    }
    return values;
  }

  private static void scalars(JsonNode part, String prefix, Map<String, String> values) {
    part.forEachEntry(
        (name, value) -> {
          if (!value.isContainer()) {
            values.put(prefix + name, value.asString());
          }
        });
  }

  /** The leaves that each manager of a part owns; containers apart. */
  Map<String, Set<String>> owners(String subresource) {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      Set<String> fields = leaves(entry.path("fieldsV1"));
      if (entry.path("subresource").asString("").equals(subresource) && !fields.isEmpty()) {
        owners.put(manager(entry), fields);
      }
    }
    return owners;
  }

  /** Whoever updates in two versions is two managers, whoever applies is one. */
  private static String manager(JsonNode entry) {
    String name = entry.path("manager").asString();
    String operation = entry.path("operation").asString();
    String version = entry.path("apiVersion").asString().replace("example.com/", "");
    return operation.equals("Update") ? name + " " + version + " Update" : name + " " + operation;
  }

  private static Set<String> leaves(JsonNode set) {
    Set<String> fields = new TreeSet<>();
    members(set.at("/f:metadata/f:labels"), "metadata.labels.", fields);
    members(set.path("f:spec"), "spec.", fields);
    items(set.at("/f:spec/f:ports"), "k:{\"name\":\"", "\"}", "spec.ports.", fields);
    items(set.at("/f:spec/f:tags"), "v:\"", "\"", "spec.tags.", fields);
    members(set.path("f:status"), "status.", fields);
    members(set.at("/f:status/f:notes"), "status.notes.", fields);
    fields.removeAll(Set.of("spec.ports", "spec.tags", "status.notes"));
    return fields;
  }

  private static void members(JsonNode set, String prefix, Set<String> fields) {
    for (String name : set.propertyNames()) {
      if (name.startsWith("f:")) {
        fields.add(prefix + name.substring(2));
      }
    }
  }

  private static void items(
      JsonNode set, String before, String after, String prefix, Set<String> fields) {
    for (String name : set.propertyNames()) {
      if (name.startsWith(before)) {
        fields.add(prefix + name.substring(before.length(), name.length() - after.length()));
      }
    }
  }
}
