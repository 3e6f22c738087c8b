package dev.clusterregistry.crinit.object;

import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An object as it is to be. */
public record KubernetesObject(ObjectKind kind, ObjectNode tree) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param members of the object itself: names and values in turn, such as "spec" and its tree
   */
  public static KubernetesObject of(
      Reference reference, Map<String, String> labels, @Nullable Object... members) {
    ObjectKind kind = reference.kind();
    ObjectNode tree =
        Json.object(
            "apiVersion",
            kind.apiVersion(),
            "kind",
            kind.kind(),
            "metadata",
            Json.object(
                "name",
                reference.name(),
                "namespace",
                kind.namespaced() ? reference.namespace() : null,
                "labels",
                labels));
    Json.object(members).forEachEntry(tree::set);
    return new KubernetesObject(kind, tree);
  }

  public Reference reference() {
    return new Reference(
        kind, Json.text(tree, "/metadata/namespace"), Json.text(tree, "/metadata/name"));
  }

  /** The same with an annotation more. */
  public KubernetesObject annotated(String name, String value) {
    ObjectNode copy = tree.deepCopy();
    copy.withObject("/metadata/annotations").put(name, value);
    return new KubernetesObject(kind, copy);
  }

  /** YAML documents, one after the other. */
  public static String yaml(List<KubernetesObject> objects) {
    StringBuilder text = new StringBuilder();
    for (KubernetesObject object : objects) {
      text.append("---\n")
          .append(new String(YamlPrinter.print(object.tree), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** One List, indented. */
  public static String json(List<KubernetesObject> objects) {
    ObjectNode list =
        Json.object(
            "apiVersion",
            "v1",
            "kind",
            "List",
            "items",
            objects.stream().map(KubernetesObject::tree).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }
}
