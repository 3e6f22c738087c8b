package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;

/** Answers get. */
public final class Getter {
  private final Freshness freshness;

  public Getter(Freshness freshness) {
    this.freshness = freshness;
  }

  /**
   * @throws StatusException 404 if there is no such object
   */
  public Frozen get(Call call, ServedResource resource, String namespace, String name) {
    Query query = call.info().query();
    if (query.flag("export")) {
      throw Statuses.badRequest(
          "the export parameter, deprecated since v1.14, is no longer supported");
    }
    String key = resource.key(namespace, name);
    Snapshot snapshot = snapshot(call, resource, key, query.text("resourceVersion"));
    Frozen object = Freshness.object(snapshot, key);
    if (object == null) {
      throw Statuses.notFound(resource.groupResource(), name);
    }
    return object;
  }

  private Snapshot snapshot(
      Call call, ServedResource resource, String key, String resourceVersion) {
    if (resourceVersion.isEmpty()) {
      return freshness.latest(call, resource.cached(), key);
    }
    long revision = Revisions.parse(resourceVersion);
    return revision == 0
        ? freshness.any(resource.cached())
        : freshness.notOlderThan(call, resource.cached(), revision);
  }
}
