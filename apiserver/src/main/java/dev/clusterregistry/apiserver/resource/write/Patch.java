package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import org.jspecify.annotations.Nullable;

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
  private final PatchType type;
  private final byte[] body;
  private @Nullable Instructions instructions;

  Patch(
      Call call,
      Updater.Target target,
      BodyReader bodies,
      FieldValidation validation,
      Tracking tracking,
      PatchType type,
      byte[] body) {
    this.call = call;
    this.target = target;
    this.bodies = bodies;
    this.validation = validation;
    this.tracking = tracking;
    this.type = type;
    this.body = body;
  }

  @Override
  public Draft apply(Draft live) {
    Draft draft =
        bodies.patched(call, live.tree(), instructions(), target.resource().version(), validation);
    Draft tracked = tracking.updated(live, draft);
    Identity.checkName(tracked, target.name());
    Identity.ensureNamespace(tracked, target.namespace());
    String warning = OwnerReferences.removeDuplicates(tracked.metadata(), true);
    if (warning != null) {
      call.warn(warning);
    }
    return tracked;
  }

  /** Parsed only now, because a missing object is the first thing to tell a client. */
  private Instructions instructions() {
    if (instructions == null) {
      instructions = Instructions.parse(type, body, validation);
    }
    return instructions;
  }
}
