package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules for {@code metadata} that hold for every kind, as Kubernetes'
 * ValidateObjectMetaAccessor and …Update. The trees are decoded: every member has the type that the
 * schema of ObjectMeta gives it. Nothing is changed.
 *
 * @param nameRule the kind's rule for names
 * @param namespaced whether objects live in namespaces
 */
public record ObjectMetaValidation(NameRule nameRule, boolean namespaced) {
  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final FieldPath NAME = METADATA.child("name");
  private static final FieldPath NAMESPACE = METADATA.child("namespace");
  private static final FieldPath FINALIZERS = METADATA.child("finalizers");
  private static final int LONGEST_SUBRESOURCE = 256;
  private static final List<String> IMMUTABLE =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  /**
   * What is wrong with the metadata of an object that is about to be stored for the first time. The
   * name is already generated where it had to be.
   */
  public List<FieldError> onCreate(ObjectNode metadata) {
    List<FieldError> errors = new ArrayList<>();
    common(metadata, errors);
    return errors;
  }

  /**
   * What is wrong with the metadata of an object that is about to replace another. What the server
   * restores (creationTimestamp, generation, …) is already restored.
   *
   * @param stored the metadata of the stored object, without resourceVersion
   */
  public List<FieldError> onUpdate(ObjectNode metadata, ObjectNode stored) {
    List<FieldError> errors = new ArrayList<>();
    common(metadata, errors);
    if (Members.has(stored, "deletionTimestamp")) {
      newFinalizers(metadata, stored, errors);
    }
    long generation = Members.number(metadata, "generation");
    if (generation < Members.number(stored, "generation")) {
      errors.add(
          FieldError.invalid(METADATA.child("generation"), generation, "must not be decremented"));
    }
    for (String member : IMMUTABLE) {
      immutable(member, metadata.get(member), stored.get(member), errors);
    }
    return errors;
  }

  private void common(ObjectNode metadata, List<FieldError> errors) {
    names(metadata, errors);
    namespace(Members.text(metadata, "namespace"), errors);
    long generation = Members.number(metadata, "generation");
    if (generation < 0) {
      errors.add(
          FieldError.invalid(
              METADATA.child("generation"), generation, "must be greater than or equal to 0"));
    }
    LabelRules.checkLabels(metadata.get("labels"), METADATA.child("labels"), errors);
    LabelRules.checkAnnotations(metadata.get("annotations"), METADATA.child("annotations"), errors);
    OwnerReferences.check(
        metadata.get("ownerReferences"), METADATA.child("ownerReferences"), errors);
    finalizers(metadata.get("finalizers"), errors);
    managedFields(metadata.get("managedFields"), errors);
  }

  private static void managedFields(@Nullable JsonNode entries, List<FieldError> errors) {
    if (entries == null) {
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      FieldPath path = METADATA.child("managedFields").index(i);
      FieldManagers.check(Members.text(entries.path(i), "manager"), path.child("manager"), errors);
      String subresource = Members.text(entries.path(i), "subresource");
      if (Names.byteLength(subresource) > LONGEST_SUBRESOURCE) {
        errors.add(FieldError.tooLong(path.child("subresource"), LONGEST_SUBRESOURCE));
      }
    }
  }

  private void names(ObjectNode metadata, List<FieldError> errors) {
    String generateName = Members.text(metadata, "generateName");
    if (!generateName.isEmpty()) {
      for (String problem : nameRule.prefixProblems(generateName)) {
        errors.add(FieldError.invalid(METADATA.child("generateName"), generateName, problem));
      }
    }
    String name = Members.text(metadata, "name");
    if (name.isEmpty()) {
      errors.add(FieldError.required(NAME, "name or generateName is required"));
      return;
    }
    for (String problem : nameRule.problems(name)) {
      errors.add(FieldError.invalid(NAME, name, problem));
    }
  }

  private void namespace(String namespace, List<FieldError> errors) {
    if (!namespaced) {
      if (!namespace.isEmpty()) {
        errors.add(FieldError.forbidden(NAMESPACE, "not allowed on this type"));
      }
      return;
    }
    if (namespace.isEmpty()) {
      errors.add(FieldError.required(NAMESPACE, ""));
      return;
    }
    for (String problem : Names.label(namespace)) {
      errors.add(FieldError.invalid(NAMESPACE, namespace, problem));
    }
  }

  private static void finalizers(@Nullable JsonNode finalizers, List<FieldError> errors) {
    if (finalizers == null) {
      return;
    }
    boolean orphan = false;
    boolean foreground = false;
    for (JsonNode item : finalizers) {
      String finalizer = item.asString("");
      for (String problem : Names.qualifiedName(finalizer)) {
        errors.add(FieldError.invalid(FINALIZERS, finalizer, problem));
      }
      orphan |= finalizer.equals("orphan");
      foreground |= finalizer.equals("foregroundDeletion");
    }
    if (orphan && foreground) {
      errors.add(
          FieldError.invalid(
              FINALIZERS,
              finalizers,
              "finalizer orphan and foregroundDeletion cannot be both set"));
    }
  }

  private static void newFinalizers(
      ObjectNode metadata, ObjectNode stored, List<FieldError> errors) {
    Set<String> added = new TreeSet<>(Members.texts(metadata, "finalizers"));
    Members.texts(stored, "finalizers").forEach(added::remove);
    if (added.isEmpty()) {
      return;
    }
    StringBuilder list = new StringBuilder();
    for (String finalizer : added) {
      GoQuote.append(list.append(list.isEmpty() ? "" : ", "), finalizer);
    }
    errors.add(
        FieldError.forbidden(
            FINALIZERS,
            "no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string{"
                + list
                + "}"));
  }

  private static void immutable(
      String member, @Nullable JsonNode value, @Nullable JsonNode stored, List<FieldError> errors) {
    String now = shown(value);
    if (!now.equals(shown(stored))) {
      FieldPath path = METADATA.child(member);
      errors.add(
          value == null
              ? FieldError.invalid(path, member.startsWith("deletion") ? null : "", IMMUTABLE_TEXT)
              : FieldError.invalid(path, value, IMMUTABLE_TEXT));
    }
  }

  private static final String IMMUTABLE_TEXT = "field is immutable";

  private static String shown(@Nullable JsonNode value) {
    return value == null || value.isNull() ? "" : value.asString("");
  }
}
