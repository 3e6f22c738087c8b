package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.DeleteOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.WriteResult;
import org.jspecify.annotations.Nullable;

/** Deletes one object, or marks it if finalizers keep it. */
public final class Deleter {
  private final WriteContext context;
  private final Road road = new Road();

  public Deleter(WriteContext context) {
    this.context = context;
  }

  /** How a deletion ended. */
  public sealed interface Deletion {
    /** The object is gone. */
    record Gone(String uid) implements Deletion {}

    /** Finalizers keep the object, which is marked as terminating. */
    record Marked(Frozen object) implements Deletion {}
  }

  /**
   * @throws StatusException 404 if there is no such object, 409 if a precondition fails
   */
  public Deletion delete(
      Call call, ServedResource resource, String key, String name, DeleteOptions options) {
    Frozen stored = context.current().read(call, resource, key);
    while (true) {
      if (stored == null) {
        throw Statuses.notFound(resource.groupResource(), name);
      }
      Draft draft = new Draft(VersionForm.of(resource).tree(stored));
      checkPreconditions(resource, draft, options);
      context.admit(call, resource, draft.namespace(), name, null, draft);
      Attempt attempt =
          draft.hasFinalizers() || resource.kind().rules().held(draft.tree())
              ? mark(resource, stored, draft, options.dryRun())
              : remove(stored, draft, options.dryRun());
      if (attempt.deletion() != null) {
        return attempt.deletion();
      }
      stored = Current.afterConflict(call, resource, attempt.conflict().current());
    }
  }

  /**
   * @param deletion null if another write came first
   */
  private record Attempt(@Nullable Deletion deletion, WriteResult.Conflict conflict) {
    private static final WriteResult.Conflict NONE = new WriteResult.Conflict(null);

    static Attempt done(Deletion deletion) {
      return new Attempt(deletion, NONE);
    }
  }

  private Attempt remove(Frozen stored, Draft draft, boolean dryRun) {
    Deletion.Gone gone = new Deletion.Gone(draft.text("uid"));
    if (dryRun) {
      return Attempt.done(gone);
    }
    return switch (context.store().delete(stored.key(), stored.revision())) {
      case WriteResult.Committed committed -> Attempt.done(gone);
      case WriteResult.Conflict conflict -> new Attempt(null, conflict);
    };
  }

  private Attempt mark(ServedResource resource, Frozen stored, Draft draft, boolean dryRun) {
    SystemFields.onDelete(draft, context.sources().now());
    resource.kind().rules().beforeMark(draft.tree());
    byte[] value = road.encode(resource, draft);
    if (Value.same(value, stored, resource.storageVersion())) {
      return Attempt.done(new Deletion.Marked(stored));
    }
    if (dryRun) {
      return marked(resource, stored, value, stored.revision());
    }
    return switch (context.store().put(stored.key(), value, stored.revision())) {
      case WriteResult.Committed committed -> marked(resource, stored, value, committed.revision());
      case WriteResult.Conflict conflict -> new Attempt(null, conflict);
    };
  }

  private static Attempt marked(
      ServedResource resource, Frozen stored, byte[] value, long revision) {
    return Attempt.done(
        new Deletion.Marked(Current.freeze(resource, stored.key(), value, revision)));
  }

  private static void checkPreconditions(
      ServedResource resource, Draft stored, DeleteOptions options) {
    String uid = options.uid();
    if (uid != null && !uid.equals(stored.text("uid"))) {
      throw Statuses.preconditionFailed(
          resource.groupKind(),
          stored.name(),
          "the UID in the precondition ("
              + uid
              + ") does not match the UID in record ("
              + stored.text("uid")
              + "). The object might have been deleted and then recreated");
    }
    String revision = options.resourceVersion();
    if (revision != null && !revision.equals(stored.text("resourceVersion"))) {
      throw Statuses.preconditionFailed(
          resource.groupKind(),
          stored.name(),
          "the ResourceVersion in the precondition ("
              + revision
              + ") does not match the ResourceVersion in record ("
              + stored.text("resourceVersion")
              + "). The object might have been modified");
    }
  }
}
