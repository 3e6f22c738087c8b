package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import dev.clusterregistry.store.WriteResult;

/** Answers update and patch, of the object and of its status. */
public final class Updater {
  private final WriteContext context;
  private final BodyReader bodies = new BodyReader();
  private final Road road = new Road();
  private final Preconditions preconditions = new Preconditions();

  public Updater(WriteContext context) {
    this.context = context;
  }

  /**
   * One object and what of it a request may change.
   *
   * @param status only the status
   */
  public record Target(ServedResource resource, String namespace, String name, boolean status) {
    String key() {
      return resource.key(namespace, name);
    }
  }

  /**
   * Replaces the object by the one in the body.
   *
   * @throws StatusException if it cannot be replaced
   */
  public Frozen update(Call call, Target target) {
    byte[] body = BodyReader.bytes(call.request());
    WriteOptions options = WriteOptions.forUpdate(call.info().query());
    Format format = BodyFormat.of(call.request());
    Draft sent = bodies.object(call, body, format, target.resource(), options.fieldValidation());
    Identity.ensureNamespace(sent, target.namespace());
    Identity.checkName(sent, target.name());
    String warning = OwnerReferences.removeDuplicates(sent.metadata(), false);
    if (warning != null) {
      call.warn(warning);
    }
    return change(call, target, new Replacement(sent), options.dryRun());
  }

  /**
   * Applies the patch in the body.
   *
   * @param type of the patch, which is looked at before anything else
   * @throws StatusException if it cannot be applied
   */
  public Frozen patch(Call call, Target target, PatchType type) {
    byte[] body = BodyReader.bytes(call.request());
    WriteOptions options = WriteOptions.forPatch(call.info().query());
    Patch patch =
        Patch.parse(call, target.resource(), bodies, options.fieldValidation(), type, body);
    return change(call, target, patch, options.dryRun());
  }

  private Frozen change(Call call, Target target, Change change, boolean dryRun) {
    Frozen stored = context.current().read(call, target.resource(), target.key());
    while (true) {
      preconditions.checkUid(target, stored, change.wantedUid());
      if (stored == null) {
        throw Statuses.notFound(target.resource().groupResource(), target.name());
      }
      Attempt attempt = attempt(call, target, change, stored, dryRun);
      switch (attempt) {
        case Attempt.Done done -> {
          return done.result();
        }
        case Attempt.Lost lost ->
            stored = Current.afterConflict(call, target.resource(), lost.conflict().current());
      }
    }
  }

  private sealed interface Attempt {
    record Done(Frozen result) implements Attempt {}

    record Lost(WriteResult.Conflict conflict) implements Attempt {}
  }

  private Attempt attempt(Call call, Target target, Change change, Frozen stored, boolean dryRun) {
    ServedResource resource = target.resource();
    Draft old = new Draft(VersionForm.of(resource).tree(stored));
    Draft draft = change.apply(stored);
    preconditions.checkRevision(target, stored, draft.text("resourceVersion"));
    if (target.status()) {
      draft = SystemFields.onStatusUpdate(draft, old);
      road.validateStatus(resource, draft, old);
    } else {
      SystemFields.onUpdate(draft, old, resource.version().hasStatus());
      road.validate(call, resource, draft, old);
    }
    byte[] value = road.encode(resource, draft);
    if (!target.status() && !Value.sameBesideMetadata(value, stored, resource.storageVersion())) {
      SystemFields.raiseGeneration(draft);
      value = road.encode(resource, draft);
    }
    if (Value.same(value, stored, resource.storageVersion())) {
      return new Attempt.Done(stored);
    }
    boolean last = old.terminating() && !draft.hasFinalizers() && noGrace(draft);
    if (dryRun) {
      return done(target, value, stored.revision());
    }
    WriteResult outcome =
        last
            ? context.store().delete(target.key(), stored.revision())
            : context.store().put(target.key(), value, stored.revision());
    return switch (outcome) {
      case WriteResult.Committed committed ->
          done(target, value, last ? stored.revision() : committed.revision());
      case WriteResult.Conflict conflict -> new Attempt.Lost(conflict);
    };
  }

  private static Attempt done(Target target, byte[] value, long revision) {
    return new Attempt.Done(Current.freeze(target.resource(), target.key(), value, revision));
  }

  private static boolean noGrace(Draft draft) {
    return draft.metadata().path("deletionGracePeriodSeconds").asLong(0) == 0;
  }
}
