package dev.clusterregistry.clusterregistry.namespace;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.admission.ProposedChange;
import dev.clusterregistry.apiserver.admission.ProposedChange.Operation;
import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.machinery.status.GroupResource;
import dev.clusterregistry.machinery.status.StatusCause;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' admission plugin of that name: objects are created only in a namespace that is there
 * and stays, and some namespaces stay for good.
 */
final class NamespaceLifecycle implements Admission {
  private final WatchCache cache;
  private final CachedResource namespaces;

  NamespaceLifecycle(Inside inside) {
    cache = inside.cache();
    namespaces = Namespaces.cached(inside);
  }

  @Override
  public void admit(ProposedChange change) {
    if (change.of("", Namespaces.RESOURCE.resource())) {
      if (change.operation() == Operation.DELETE && Namespaces.PERMANENT.contains(change.name())) {
        throw Statuses.forbidden(
            Namespaces.RESOURCE, change.name(), "this namespace may not be deleted");
      }
      return;
    }
    if (change.namespace().isEmpty() || change.operation() == Operation.DELETE) {
      return;
    }
    Frozen namespace = find(change);
    if (namespace == null) {
      throw Statuses.notFound(Namespaces.RESOURCE, change.namespace());
    }
    if (change.operation() == Operation.CREATE && Namespaces.terminating(namespace)) {
      throw terminating(change);
    }
  }

  /** As of every write acknowledged so far: who has just made a namespace may use it. */
  private @Nullable Frozen find(ProposedChange change) {
    Snapshot snapshot;
    try {
      snapshot = cache.fresh(namespaces, change.call().request());
    } catch (StoreException e) {
      throw Statuses.internal(String.valueOf(e.getMessage()));
    }
    if (snapshot == null) {
      throw Statuses.timeout();
    }
    return snapshot.get(Namespaces.key(namespaces, change.namespace()));
  }

  private static StatusException terminating(ProposedChange change) {
    String namespace = change.namespace();
    GroupResource resource = new GroupResource(change.kind().group(), change.kind().plural());
    return Statuses.forbidden(
        resource,
        change.name(),
        "unable to create new content in namespace "
            + namespace
            + " because it is being terminated",
        new StatusCause(
            "NamespaceTerminating",
            "namespace " + namespace + " is being terminated",
            "metadata.namespace"));
  }
}
