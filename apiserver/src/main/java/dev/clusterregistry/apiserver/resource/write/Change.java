package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.machinery.status.StatusException;
import org.jspecify.annotations.Nullable;

/** What a client wants done to an object. Applied anew to whatever a lost race leaves behind. */
interface Change {

  /**
   * The object as the client wants it, names checked, managedFields kept up to date.
   *
   * @param live the stored object, resourceVersion included; stays as it is, and shares nothing
   *     with the draft but what nobody changes: all below the metadata
   * @return the live draft itself if there is nothing to change
   * @throws StatusException if the change cannot be made to this object
   */
  Draft apply(Draft live);

  /**
   * The new object that the client wants if there is none yet.
   *
   * @return null if the change needs an object to be made to
   * @throws StatusException if the object cannot be made
   */
  default @Nullable Draft create() {
    return null;
  }

  /** Whether the object may be stored without managedFields if it is too large with them. */
  default boolean fieldsDispensable() {
    return true;
  }

  /** The uid that the object must have, or empty. Only a PUT makes its uid a precondition. */
  default String wantedUid() {
    return "";
  }
}
