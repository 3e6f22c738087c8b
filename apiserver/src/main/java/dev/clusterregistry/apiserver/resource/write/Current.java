package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.UndecodableException;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.read.Freshness;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.Entry;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the object that a write is based on. */
final class Current {
  /** A write is tried again for no longer, whatever the client would wait. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(34);

  private final Freshness freshness;

  Current(Freshness freshness) {
    this.freshness = freshness;
  }

  /** The object as of every write acknowledged so far, or null. */
  @Nullable Frozen read(Call call, ServedResource resource, String key) {
    return Freshness.object(freshness.latest(call, resource.cached(), key), key);
  }

  /**
   * The object that a lost race has left behind, or null.
   *
   * @throws StatusException 504 if there is no time to try again
   */
  static @Nullable Frozen afterConflict(
      Call call, ServedResource resource, @Nullable Entry current) {
    if (System.nanoTime() - deadline(call) > 0) {
      throw Statuses.timeout(
          "request did not complete within requested timeout - context deadline exceeded");
    }
    return current == null
        ? null
        : freeze(resource, current.key(), current.value(), current.revision(), current.outdated());
  }

  private static long deadline(Call call) {
    long own = call.receivedNanos() + LONGEST_NANOS;
    return call.deadlineNanos() == Long.MAX_VALUE ? own : Math.min(own, call.deadlineNanos());
  }

  static Frozen freeze(ServedResource resource, String key, byte[] value, long revision) {
    return freeze(resource, key, value, revision, false);
  }

  private static Frozen freeze(
      ServedResource resource, String key, byte[] value, long revision, boolean outdated) {
    try {
      return resource.cached().freeze(key, value, revision, outdated);
    } catch (UndecodableException e) {
      throw Statuses.internal(String.valueOf(e.getMessage()));
    }
  }
}
