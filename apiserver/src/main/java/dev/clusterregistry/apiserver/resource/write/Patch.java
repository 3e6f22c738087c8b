package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.patch.JsonPatch;
import dev.clusterregistry.machinery.patch.MergePatch;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A PATCH: instructions that are applied to the stored object in the version of the URL. */
final class Patch implements Change {
  private final Call call;
  private final ServedResource resource;
  private final BodyReader bodies;
  private final FieldValidation validation;
  private final Instructions instructions;

  private Patch(
      Call call,
      ServedResource resource,
      BodyReader bodies,
      FieldValidation validation,
      Instructions instructions) {
    this.call = call;
    this.resource = resource;
    this.bodies = bodies;
    this.validation = validation;
    this.instructions = instructions;
  }

  /** Instructions by type. A strategic merge patch would be one more. */
  private sealed interface Instructions {
    record Json(JsonPatch patch) implements Instructions {}

    record Merge(MergePatch patch) implements Instructions {}
  }

  /**
   * @throws StatusException 400 or 413 if the body is no patch
   */
  static Patch parse(
      Call call,
      ServedResource resource,
      BodyReader bodies,
      FieldValidation validation,
      PatchType type,
      byte[] body) {
    Instructions instructions =
        switch (type) {
          case JSON -> new Instructions.Json(JsonPatch.parse(body));
          case MERGE -> new Instructions.Merge(MergePatch.parse(body));
        };
    return new Patch(call, resource, bodies, validation, instructions);
  }

  @Override
  public Draft apply(Frozen stored) {
    ObjectNode before = VersionForm.of(resource).tree(stored);
    JsonNode after =
        switch (instructions) {
          case Instructions.Json json -> json.patch().apply(before);
          case Instructions.Merge merge -> merge.patch().apply(before);
        };
    List<String> problems =
        switch (instructions) {
          case Instructions.Json json -> json.patch().problems();
          case Instructions.Merge merge -> merge.patch().problems();
        };
    if (!(after instanceof ObjectNode tree)) {
      throw Statuses.unprocessablePatch();
    }
    checkType(stored.name(), tree);
    Draft draft = bodies.patched(call, tree, problems, resource, validation);
    Identity.checkName(draft, stored.name());
    Identity.ensureNamespace(draft, stored.namespace());
    String warning = OwnerReferences.removeDuplicates(draft.metadata(), true);
    if (warning != null) {
      call.warn(warning);
    }
    return draft;
  }

  private void checkType(String name, ObjectNode tree) {
    List<FieldError> errors = new ArrayList<>(0);
    String kind = tree.path("kind").asString("");
    String apiVersion = tree.path("apiVersion").asString("");
    if (!kind.equals(resource.kind().kind())) {
      errors.add(
          FieldError.invalid(FieldPath.of("kind"), kind, "must be " + resource.kind().kind()));
    }
    if (!apiVersion.equals(resource.version().apiVersion())) {
      errors.add(
          FieldError.invalid(
              FieldPath.of("apiVersion"),
              apiVersion,
              "must be " + resource.version().apiVersion()));
    }
    if (!errors.isEmpty()) {
      throw Statuses.invalid(resource.groupKind(), name, errors);
    }
  }
}
