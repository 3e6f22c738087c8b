package dev.clusterregistry.apiserver.resource.options;

import org.jspecify.annotations.Nullable;

/**
 * The options of a deletion, checked. The grace period is not kept: no kind here terminates
 * gracefully. Neither is the propagation policy: there is no garbage collector that would take its
 * finalizers away again.
 *
 * @param uid that the object must have, or null
 * @param resourceVersion that the object must have, or null
 * @param orphanDependents null if the client does not say
 */
public record DeleteOptions(
    boolean dryRun,
    @Nullable String uid,
    @Nullable String resourceVersion,
    @Nullable Boolean orphanDependents) {
  public static final DeleteOptions NONE = new DeleteOptions(false, null, null, null);
}
