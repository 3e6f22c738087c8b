package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.validation.LabelRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The annotation in which client-side {@code kubectl apply} keeps its last configuration. An apply
 * by kubectl on the server takes over what that configuration owns, and keeps the annotation up to
 * date for as long as it exists.
 */
final class LastApplied {
  /** The only manager for which the annotation counts. */
  private static final String MANAGER = "kubectl";

  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  private LastApplied() {}

  /** Whether the annotation counts: the manager is kubectl, and the object has one. */
  static boolean concerns(String manager, ObjectNode object) {
    return manager.equals(MANAGER) && !annotation(object).isEmpty();
  }

  /** The fields of the annotation that the live object still has so; null if there are none. */
  static @Nullable FieldSet ownedBefore(Typed live) {
    String text = annotation(live.tree());
    if (text.isEmpty()) {
      return null;
    }
    ObjectNode configuration = parsed(text);
    if (configuration == null
        || !configuration.path("apiVersion").asString("").equals(live.version().apiVersion())
        || SchemaCheck.problem(configuration, live.schema(), false) != null) {
      return null;
    }
    Typed applied = new Typed(configuration, live.version());
    Comparison comparison = applied.comparedTo(live);
    return applied.fields().difference(comparison.written()).difference(comparison.removed());
  }

  private static @Nullable ObjectNode parsed(String text) {
    try {
      byte[] json = text.getBytes(StandardCharsets.UTF_8);
      return GoJsonReader.read(json, duplicate -> {}) instanceof ObjectNode object ? object : null;
    } catch (GoJsonException malformed) {
      return null;
    }
  }

  /** A copy of the object, which has the annotation, with the new configuration in it. */
  static ObjectNode refreshed(ObjectNode object, ObjectNode configuration) {
    ObjectNode copy = object.deepCopy();
    ObjectNode annotations = (ObjectNode) copy.path("metadata").path("annotations");
    annotations.put(ANNOTATION, text(configuration));
    if (isTooLarge(annotations)) {
      annotations.remove(ANNOTATION);
    }
    return copy;
  }

  private static boolean isTooLarge(ObjectNode annotations) {
    List<FieldError> errors = new ArrayList<>();
    LabelRules.checkAnnotations(annotations, FieldPath.of("metadata"), errors);
    return !errors.isEmpty();
  }

  private static String annotation(ObjectNode object) {
    return object.path("metadata").path("annotations").path(ANNOTATION).asString("");
  }

  /** As Go writes a configuration: members sorted, a newline at the end. */
  private static String text(ObjectNode configuration) {
    ObjectNode copy = configuration.deepCopy();
    if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(ANNOTATION);
    }
    return GoJson.text(sorted(copy)) + "\n";
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    members.forEach((name, value) -> copy.set(name, sorted(value)));
    return copy;
  }
}
