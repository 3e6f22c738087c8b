package dev.clusterregistry.kinds.namespace;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.schema.Subresource;
import dev.clusterregistry.machinery.validation.NameRule;
import dev.clusterregistry.machinery.validation.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of namespaces. A new one has the finalizer kubernetes in its spec, which only the
 * subresource finalize can take away: whoever empties the namespace does that in the end.
 */
public final class NamespaceRules implements KindRules {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";
  private static final String FINALIZERS = "finalizers";
  private static final String STATUS = "status";
  private static final String KUBERNETES = "kubernetes";
  private static final Set<String> STANDARD = Set.of(KUBERNETES, "orphan", "foregroundDeletion");

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
    ArrayNode finalizers = namespace.withObject("spec").withArray(FINALIZERS);
    if (!texts(finalizers).contains(KUBERNETES)) {
      finalizers.add(KUBERNETES);
    }
    namespace.putObject(STATUS).put("phase", "Active");
    label(namespace);
  }

  @Override
  public List<FieldError> errors(ObjectNode namespace, @Nullable ObjectNode stored) {
    List<FieldError> errors = new ArrayList<>(0);
    FieldPath path = FieldPath.of("spec").child(FINALIZERS);
    for (String finalizer : texts(namespace.path("spec").path(FINALIZERS))) {
      for (String problem : Names.qualifiedName(finalizer)) {
        errors.add(FieldError.invalid(path, finalizer, problem));
      }
      if (finalizer.indexOf('/') < 0 && !STANDARD.contains(finalizer)) {
        errors.add(
            FieldError.invalid(
                path,
                finalizer,
                "name is neither a standard finalizer name nor is it fully qualified"));
      }
    }
    return errors;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>(list.size());
    list.forEach(text -> texts.add(text.asString("")));
    return texts;
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
