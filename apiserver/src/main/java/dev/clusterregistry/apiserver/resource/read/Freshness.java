package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.StoreException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the snapshot that a request may be answered from. Where it has to wait, it lets the request
 * block first.
 */
public final class Freshness {
  private static final int TOO_MANY_RETRY_SECONDS = 1;

  private final WatchCache cache;

  public Freshness(WatchCache cache) {
    this.cache = cache;
  }

  /** Whatever is at hand. */
  Snapshot any(CachedResource resource) {
    requireStarted();
    return cache.current(resource);
  }

  /**
   * The state as of every write acknowledged before this call.
   *
   * @throws StatusException 429 before the start, 500 if the store does not answer
   */
  Snapshot latest(Call call, CachedResource resource) {
    return asked(() -> cache.fresh(resource, call.request()));
  }

  /**
   * The same where only one key counts; of any other it may be older.
   *
   * @throws StatusException as {@link #latest(Call, CachedResource)}
   */
  public Snapshot latest(Call call, CachedResource resource, String key) {
    return asked(() -> cache.fresh(resource, key, call.request()));
  }

  /**
   * The same with a place from where a watch can go on.
   *
   * @throws StatusException also 504 if the cache does not get there in time
   */
  Snapshot latestToFollow(Call call, CachedResource resource) {
    Snapshot snapshot = askedIfAny(() -> cache.freshToFollow(resource, call.request()));
    if (snapshot == null) {
      throw Statuses.timeout(
          "request did not complete within requested timeout - context deadline exceeded");
    }
    return snapshot;
  }

  /**
   * @throws StatusException 504 if the revision is not reached in time
   */
  Snapshot notOlderThan(Call call, CachedResource resource, long revision) {
    requireStarted();
    Snapshot snapshot = cache.atLeast(resource, revision, call.request());
    if (snapshot != null) {
      return snapshot;
    }
    if (asked(() -> cache.storeIsAt(revision))) {
      return asked(() -> cache.readLatest(resource, call.request()));
    }
    throw tooLarge(revision, 1);
  }

  /**
   * The same for a watch that goes on from there.
   *
   * @throws StatusException 504 if the revision is not reached in time
   */
  Snapshot notOlderThanToFollow(Call call, CachedResource resource, long revision) {
    requireStarted();
    Snapshot snapshot = cache.atLeast(resource, revision, call.request());
    if (snapshot == null && asked(() -> cache.storeIsAt(revision))) {
      snapshot = latestToFollow(call, resource);
    }
    if (snapshot == null) {
      throw tooLarge(revision, 1);
    }
    return snapshot;
  }

  /**
   * The state at exactly this revision; null if it is too old to be known.
   *
   * @throws StatusException 504 if the revision is not reached in time
   */
  @Nullable Snapshot exactly(Call call, CachedResource resource, long revision) {
    requireStarted();
    if (cache.atLeast(resource, revision, call.request()) == null
        && !asked(() -> cache.storeIsAt(revision))) {
      throw tooLarge(revision, 0);
    }
    Snapshot snapshot = cache.exactly(resource, revision, call.request());
    return snapshot != null
        ? snapshot
        : askedIfAny(() -> cache.readBack(resource, revision, call.request()));
  }

  private StatusException tooLarge(long revision, int retrySeconds) {
    return Statuses.tooLargeResourceVersion(revision, cache.revision(), retrySeconds);
  }

  private <T> T asked(Supplier<T> question) {
    return Objects.requireNonNull(askedIfAny(question));
  }

  private <T> @Nullable T askedIfAny(Supplier<@Nullable T> question) {
    requireStarted();
    return answered(question);
  }

  /**
   * What the store knows.
   *
   * @throws StatusException 500 if it does not answer
   */
  static <T> @Nullable T answered(Supplier<@Nullable T> question) {
    try {
      return question.get();
    } catch (StoreException e) {
      throw Statuses.internal(String.valueOf(e.getMessage()));
    }
  }

  private void requireStarted() {
    if (!cache.ready()) {
      throw Statuses.tooManyRequests("storage is (re)initializing", TOO_MANY_RETRY_SECONDS);
    }
  }

  /**
   * The object of a key, or null.
   *
   * @throws StatusException 500 if it cannot be decoded
   */
  public static @Nullable Frozen object(Snapshot snapshot, String key) {
    Frozen object = snapshot.get(key);
    String broken = object == null ? snapshot.broken().get(key) : null;
    if (broken != null) {
      throw undecodable(key, broken);
    }
    return object;
  }

  /**
   * Refuses a snapshot that lacks an object because it cannot be decoded: a list must not pass over
   * it.
   *
   * @throws StatusException 500
   */
  static Snapshot whole(Snapshot snapshot) {
    for (Map.Entry<String, String> broken : snapshot.broken().entrySet()) {
      throw undecodable(broken.getKey(), broken.getValue());
    }
    return snapshot;
  }

  private static StatusException undecodable(String key, String why) {
    return new StatusException(
        Status.failure(
            500,
            "StorageReadError",
            "the stored object " + key + " cannot be decoded: " + why,
            null));
  }
}
