package dev.clusterregistry.kinds.namespace;

import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.schema.Subresource;
import dev.clusterregistry.machinery.validation.NameRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of namespaces. A new one has the finalizer kubernetes in its spec, which only the
 * subresource finalize can take away: whoever empties the namespace does that in the end.
 */
public final class NamespaceRules implements KindRules {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";
  private static final String FINALIZERS = "finalizers";
  private static final String STATUS = "status";

  @Override
  public NameRule nameRule() {
    return NameRule.LABEL;
  }

  @Override
  public void fillIn(ObjectNode namespace) {
    if (!namespace.path("metadata").path("name").asString("").isEmpty()) {
      label(namespace);
    }
  }

  @Override
  public void beforeCreate(ObjectNode namespace) {
    namespace.withObject("spec").putArray(FINALIZERS).add("kubernetes");
    namespace.putObject(STATUS).put("phase", "Active");
    label(namespace);
  }

  @Override
  public void beforeUpdate(
      ObjectNode namespace, ObjectNode stored, @Nullable Subresource subresource) {
    switch (subresource) {
      case FINALIZE -> keep("metadata", namespace, stored);
      case STATUS -> {}
      case null -> {
        JsonNode finalizers = stored.path("spec").get(FINALIZERS);
        ObjectNode spec = namespace.withObject("spec");
        spec.remove(FINALIZERS);
        if (finalizers != null) {
          spec.set(FINALIZERS, finalizers);
        }
      }
    }
  }

  private static void keep(String member, ObjectNode namespace, ObjectNode stored) {
    JsonNode value = stored.get(member);
    if (value != null) {
      namespace.set(member, value.deepCopy());
    }
  }

  private static void label(ObjectNode namespace) {
    String name = namespace.path("metadata").path("name").asString("");
    namespace.withObject("metadata").withObject("labels").put(NAME_LABEL, name);
  }

  @Override
  public void beforeMark(ObjectNode namespace) {
    namespace.withObject(STATUS).put("phase", "Terminating");
  }

  @Override
  public boolean held(ObjectNode namespace) {
    return !namespace.path("spec").path(FINALIZERS).isEmpty();
  }
}
