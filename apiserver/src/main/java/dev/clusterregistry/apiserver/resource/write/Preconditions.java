package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.apiserver.resource.write.Updater.Target;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.status.GroupKind;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.QueryValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of the stored object before an update may touch it. */
final class Preconditions {

  /**
   * @param stored null if there is no object; its uid is then empty if the write may create it
   * @param wanted empty if any uid will do
   * @throws StatusException 409
   */
  void checkUid(Target target, @Nullable Frozen stored, String wanted) {
    boolean notFound = stored == null && !target.resource().kind().options().allowCreateOnUpdate();
    if (wanted.isEmpty() || notFound) {
      return;
    }
    String actual =
        stored == null ? "" : new Draft(VersionForm.of(target.resource()).tree(stored)).text("uid");
    if (!actual.equals(wanted)) {
      throw Statuses.conflict(
          target.resource().groupResource(),
          target.name(),
          "StorageError: invalid object, Code: 4, Key: /registry"
              + target.key()
              + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
              + " precondition: "
              + wanted
              + ", UID in object meta: "
              + actual);
    }
  }

  /**
   * @param sent the client's resourceVersion; empty or 0 to overwrite whatever is there
   * @throws StatusException 409, 422 or 500
   */
  void checkRevision(Target target, Frozen stored, String sent) {
    long revision = revision(sent);
    ServedResource resource = target.resource();
    if (revision == 0) {
      if (!resource.kind().options().allowUnconditionalUpdate()) {
        // Kubernetes puts the resource where the kind belongs.
        throw Statuses.invalid(
            new GroupKind(resource.kind().group(), resource.kind().plural()),
            target.name(),
            List.of(
                FieldError.invalid(
                    FieldPath.of("metadata").child("resourceVersion"),
                    0,
                    "must be specified for an update")));
      }
    } else if (revision != stored.revision()) {
      throw Statuses.modified(resource.groupResource(), target.name());
    }
  }

  /**
   * @throws StatusException 500 (as kube-apiserver has it) for what is no number
   */
  long revision(String sent) {
    if (sent.isEmpty()) {
      return 0;
    }
    try {
      return QueryValues.parseUint(sent);
    } catch (IllegalArgumentException e) {
      throw Statuses.unknown500(String.valueOf(e.getMessage()));
    }
  }
}
