package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Verb;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.machinery.apply.FieldManagement;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.schema.Subresource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import dev.clusterregistry.store.WriteResult;
import org.jspecify.annotations.Nullable;

/** Answers update, patch and apply, of the object and of its status. */
public final class Updater {
  private final WriteContext context;
  private final BodyReader bodies = new BodyReader();
  private final ConfigurationReader configurations = new ConfigurationReader();
  private final Road road = new Road();
  private final Preconditions preconditions = new Preconditions();

  public Updater(WriteContext context) {
    this.context = context;
  }

  /**
   * One object and what of it a request may change.
   *
   * @param part of it that the request is about, or null
   */
  public record Target(
      ServedResource resource, String namespace, String name, @Nullable Subresource part) {
    boolean status() {
      return part == Subresource.STATUS;
    }

    String key() {
      return resource.key(namespace, name);
    }
  }

  /**
   * What became of the object.
   *
   * @param created it is new
   */
  public record Outcome(Frozen object, boolean created) {}

  /**
   * Replaces the object by the one in the body.
   *
   * @throws StatusException if it cannot be replaced
   */
  public Outcome update(Call call, Target target) {
    byte[] body = BodyReader.bytes(call.request());
    WriteOptions options = WriteOptions.forUpdate(call.info().query());
    Encoding encoding = BodyFormat.encoding(call.request());
    Draft sent = bodies.object(call, body, encoding, target.resource(), options.fieldValidation());
    Identity.ensureNamespace(sent, target.namespace());
    Identity.checkName(sent, target.name());
    String warning = OwnerReferences.removeDuplicates(sent.metadata(), false);
    if (warning != null) {
      call.warn(warning);
    }
    boolean creates = !target.status() && target.resource().kind().options().allowCreateOnUpdate();
    Replacement replacement = new Replacement(sent, tracking(call, target, options), creates);
    return change(call, target, replacement, options);
  }

  /**
   * Applies the patch in the body.
   *
   * @param type of the patch, which is looked at before anything else
   * @throws StatusException if it cannot be applied
   */
  public Outcome patch(Call call, Target target, PatchType type) {
    byte[] body = BodyReader.bytes(call.request());
    WriteOptions options = WriteOptions.forPatch(call.info().query(), type == PatchType.APPLY);
    Tracking tracking = tracking(call, target, options);
    Change change =
        type == PatchType.APPLY
            ? new Apply(call, target, configurations, options, tracking, body)
            : new Patch(call, target, bodies, options.fieldValidation(), tracking, type, body);
    return change(call, target, change, options);
  }

  private Tracking tracking(Call call, Target target, WriteOptions options) {
    return Tracking.of(call, target.resource().fields(target.status()), options, context.sources());
  }

  private Outcome change(Call call, Target target, Change change, WriteOptions options) {
    Frozen stored = context.current().read(call, target.resource(), target.key());
    while (true) {
      preconditions.checkUid(target, stored, change.wantedUid());
      Attempt attempt =
          stored == null
              ? creation(call, target, change, options.dryRun())
              : attempt(call, target, change, stored, options.dryRun());
      switch (attempt) {
        case Attempt.Done done -> {
          return done.outcome();
        }
        case Attempt.Lost lost ->
            stored = Current.afterConflict(call, target.resource(), lost.conflict().current());
      }
    }
  }

  private sealed interface Attempt {
    record Done(Outcome outcome) implements Attempt {
      Done(Frozen changed) {
        this(new Outcome(changed, false));
      }
    }

    record Lost(WriteResult.Conflict conflict) implements Attempt {}
  }

  private Attempt creation(Call call, Target target, Change change, boolean dryRun) {
    ServedResource resource = target.resource();
    Draft draft = change.create();
    if (draft == null) {
      throw Statuses.notFound(resource.groupResource(), target.name());
    }
    preconditions.revision(draft.text("resourceVersion"));
    call.require(call.info().as(Verb.CREATE));
    context.admit(call, resource, target.namespace(), target.name(), draft, null);
    SystemFields.onCreate(draft, resource, context.sources());
    resource.kind().rules().beforeCreate(draft.tree());
    road.validate(call, resource, draft, null);
    byte[] value = road.encode(resource, draft);
    if (dryRun) {
      return new Attempt.Done(new Outcome(Unstored.of(resource, target.key(), value, ""), true));
    }
    return switch (context.store().put(target.key(), value, 0)) {
      case WriteResult.Committed committed ->
          new Attempt.Done(
              new Outcome(
                  Current.freeze(resource, target.key(), value, committed.revision()), true));
      case WriteResult.Conflict conflict -> new Attempt.Lost(conflict);
    };
  }

  private Attempt attempt(Call call, Target target, Change change, Frozen stored, boolean dryRun) {
    ServedResource resource = target.resource();
    KindRules rules = resource.kind().rules();
    Draft old = new Draft(VersionForm.of(resource).tree(stored));
    Draft draft = change.apply(old);
    if (draft == old && !stored.isStale()) {
      road.warn(call, resource, old);
      return new Attempt.Done(stored);
    }
    preconditions.checkRevision(target, stored, draft.text("resourceVersion"));
    context.admit(call, resource, target.namespace(), target.name(), draft, old);
    if (target.status()) {
      draft = SystemFields.onStatusUpdate(draft, old);
      road.validateStatus(resource, draft, old);
    } else {
      SystemFields.onUpdate(draft, old, resource.version().hasStatus());
      rules.beforeUpdate(draft.tree(), old.tree(), target.part());
      road.validate(call, resource, draft, old);
    }
    byte[] value = encoded(target, draft, old, stored, change);
    // Times of managedFields alone are no reason to write; an outdated form of storage is.
    if (!stored.isStale()
        && Value.sameBesideFields(value, stored, resource.storageVersion())
        && FieldManagement.sameOwners(draft.tree(), old.tree())) {
      return new Attempt.Done(stored);
    }
    boolean last =
        old.terminating() && !draft.hasFinalizers() && !rules.held(draft.tree()) && noGrace(draft);
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

  /** The value to store, its generation raised if it differs in more than metadata and status. */
  private byte[] encoded(Target target, Draft draft, Draft old, Frozen stored, Change change) {
    ServedResource resource = target.resource();
    if (target.status() || !resource.kind().options().generation()) {
      return encode(resource, draft, change);
    }
    if (resource.isStorageVersion()) {
      if (!draft.sameBesideMetadata(old)) {
        SystemFields.raiseGeneration(draft);
      }
      return encode(resource, draft, change);
    }
    // Another version may lack members, and drop them from what is stored.
    byte[] value = encode(resource, draft, change);
    if (Value.sameBesideMetadata(value, stored, resource.storageVersion())) {
      return value;
    }
    SystemFields.raiseGeneration(draft);
    return encode(resource, draft, change);
  }

  private byte[] encode(ServedResource resource, Draft draft, Change change) {
    return change.fieldsDispensable()
        ? road.encodeOrForgetFields(resource, draft)
        : road.encode(resource, draft);
  }

  private static Attempt done(Target target, byte[] value, long revision) {
    return new Attempt.Done(Current.freeze(target.resource(), target.key(), value, revision));
  }

  private static boolean noGrace(Draft draft) {
    return draft.metadata().path("deletionGracePeriodSeconds").asLong(0) == 0;
  }
}
