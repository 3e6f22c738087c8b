package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.status.StatusException;

/** What a client wants done to an object. Applied anew to whatever a lost race leaves behind. */
interface Change {

  /**
   * The object as the client wants it, names checked.
   *
   * @param stored to be changed; the draft must not share anything with it
   * @throws StatusException if the change cannot be made to this object
   */
  Draft apply(Frozen stored);

  /** The uid that the object must have, or empty. Only a PUT makes its uid a precondition. */
  default String wantedUid() {
    return "";
  }
}
