package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules for {@code metadata.ownerReferences}. */
public final class OwnerReferences {
  private static final List<String> TEXTS = List.of("apiVersion", "kind", "name", "uid");
  private static final List<String> FLAGS = List.of("controller", "blockOwnerDeletion");

  private OwnerReferences() {}

  static void check(@Nullable JsonNode references, FieldPath path, List<FieldError> errors) {
    if (references == null) {
      return;
    }
    String controller = "";
    for (JsonNode reference : references) {
      checkOne(reference, path, errors);
      if (Members.isTrue(reference, "controller")) {
        String owner = Members.text(reference, "kind") + "/" + Members.text(reference, "name");
        if (controller.isEmpty()) {
          controller = owner;
        } else {
          errors.add(
              FieldError.invalid(
                  path,
                  goStructs(references),
                  "Only one reference can have Controller set to true. Found \"true\" in references"
                      + " for "
                      + controller
                      + " and "
                      + owner));
        }
      }
    }
  }

  private static void checkOne(JsonNode reference, FieldPath path, List<FieldError> errors) {
    String apiVersion = Members.text(reference, "apiVersion");
    if (version(apiVersion).isEmpty()) {
      errors.add(
          FieldError.invalid(path.child("apiVersion"), apiVersion, "version must not be empty"));
    }
    for (String member : TEXTS.subList(1, TEXTS.size())) {
      if (Members.text(reference, member).isEmpty()) {
        errors.add(FieldError.invalid(path.child(member), "", "must not be empty"));
      }
    }
    if (apiVersion.equals("v1") && Members.text(reference, "kind").equals("Event")) {
      errors.add(
          FieldError.invalid(
              path, goStruct(reference), "/v1, Kind=Event is disallowed from being an owner"));
    }
  }

  private static String version(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return apiVersion;
    }
    boolean several = apiVersion.indexOf('/', slash + 1) >= 0;
    return several ? "" : apiVersion.substring(slash + 1);
  }

  private static ArrayNode goStructs(JsonNode references) {
    ArrayNode structs = JsonNodeFactory.instance.arrayNode();
    for (JsonNode reference : references) {
      structs.add(goStruct(reference));
    }
    return structs;
  }

  /** The reference with its members in Go's order, those that Go always writes included. */
  private static ObjectNode goStruct(JsonNode reference) {
    ObjectNode struct = JsonNodeFactory.instance.objectNode();
    for (String member : TEXTS) {
      struct.put(member, Members.text(reference, member));
    }
    for (String flag : FLAGS) {
      if (Members.has(reference, flag)) {
        struct.put(flag, Members.isTrue(reference, flag));
      }
    }
    return struct;
  }

  /**
   * Removes references that are wholly equal to an earlier one. <b>Changes the metadata given</b>,
   * which must be the request's own.
   *
   * @param afterAdmission whether mutating admission may have brought them in
   * @return the text of the warning, or null if there was nothing to remove
   */
  public static @Nullable String removeDuplicates(ObjectNode metadata, boolean afterAdmission) {
    if (!(metadata.get("ownerReferences") instanceof ArrayNode references)) {
      return null;
    }
    Set<ObjectNode> distinct = new LinkedHashSet<>();
    List<String> duplicates = new ArrayList<>();
    List<JsonNode> kept = new ArrayList<>(references.size());
    for (JsonNode reference : references) {
      if (distinct.add(goStruct(reference))) {
        kept.add(reference);
      } else {
        duplicates.add(Members.text(reference, "uid"));
      }
    }
    if (duplicates.isEmpty()) {
      return null;
    }
    metadata.set("ownerReferences", JsonNodeFactory.instance.arrayNode().addAll(kept));
    return ".metadata.ownerReferences contains duplicate entries"
        + (afterAdmission ? " after mutating admission happens" : "")
        + "; API server dedups owner references in 1.20+, and may reject such requests as early as"
        + " 1.24; please fix your requests; duplicate UID(s) observed: "
        + String.join(", ", duplicates);
  }
}
