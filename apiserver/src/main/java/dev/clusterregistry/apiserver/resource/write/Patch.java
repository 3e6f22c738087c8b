package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PATCH other than apply: instructions that are applied to the stored object in the version of
 * the URL.
 */
final class Patch implements Change {
  private final Call call;
  private final Updater.Target target;
  private final BodyReader bodies;
  private final FieldValidation validation;
  private final Tracking tracking;
  private final Instructions instructions;

  Patch(
      Call call,
      Updater.Target target,
      BodyReader bodies,
      FieldValidation validation,
      Tracking tracking,
      Instructions instructions) {
    this.call = call;
    this.target = target;
    this.bodies = bodies;
    this.validation = validation;
    this.tracking = tracking;
    this.instructions = instructions;
  }

  @Override
  public Draft apply(Draft live) {
    ServedResource resource = target.resource();
    JsonNode after = instructions.apply(live.tree(), resource.version().schema());
    if (!(after instanceof ObjectNode tree)) {
      throw Statuses.unprocessablePatch();
    }
    checkType(tree);
    Draft draft = bodies.patched(call, tree, instructions, resource, validation);
    Draft tracked = tracking.updated(live, draft);
    Identity.checkName(tracked, target.name());
    Identity.ensureNamespace(tracked, target.namespace());
    String warning = OwnerReferences.removeDuplicates(tracked.metadata(), true);
    if (warning != null) {
      call.warn(warning);
    }
    return tracked;
  }

  private void checkType(ObjectNode tree) {
    ServedResource resource = target.resource();
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
      throw Statuses.invalid(resource.groupKind(), target.name(), errors);
    }
  }
}
