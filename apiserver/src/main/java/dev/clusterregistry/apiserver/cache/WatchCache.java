package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.Loop;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Every object of every resource in memory, and what happened to them lately. Fed by one watch of
 * the whole store; all readers see the same revisions.
 *
 * <p>Reads answer at once from the current state, except where they say that they may wait; then
 * they ask the request to block first, so that an event loop never waits.
 */
public final class WatchCache implements AutoCloseable {
  /** How long a read waits for a revision before it gives up. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long, if the store does not say that it has nothing to tell. */
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final Store store;
  private final List<CachedResource> resources;
  private final CacheOptions options;
  private final DerivedCache derived;
  private final CacheMetrics[] metrics;
  private final List<CacheListener> listeners = new CopyOnWriteArrayList<>();
  private final StoreReads[] storeReads;
  private final RevisionGate gate = new RevisionGate(this::revision);
  private final CacheFeed feed;
  private final Map<Loop, Turns> turns = new ConcurrentHashMap<>();
  private volatile @Nullable World world;

  public WatchCache(Store store, List<CachedResource> resources, CacheOptions options) {
    this.store = store;
    this.resources = List.copyOf(resources);
    this.options = options;
    this.derived = new DerivedCache(options.derivedBytes());
    this.metrics = new CacheMetrics[resources.size()];
    this.storeReads = new StoreReads[resources.size()];
    for (int i = 0; i < metrics.length; i++) {
      metrics[i] = new CacheMetrics();
      CachedResource resource = resources.get(i);
      storeReads[i] = new StoreReads(store, resource, () -> current(resource));
    }
    this.feed = new CacheFeed(this, store, this.resources, options);
  }

  /**
   * Loads everything and follows the store from then on. Returns when reads can be answered.
   *
   * @throws StoreException if the store cannot be read
   */
  public void start() {
    feed.start();
  }

  /** Whether reads are answered: true for good once {@link #start} has returned. */
  public boolean ready() {
    return world != null;
  }

  /** The store's revision that has been applied; 0 before the start. */
  public long revision() {
    World now = world;
    return now == null ? 0 : now.revision();
  }

  /** The state now, which may lag behind the store by a moment. */
  public Snapshot current(CachedResource resource) {
    return world().snapshots()[index(resource)];
  }

  /**
   * A state that holds every write that was acknowledged, by any replica, before this call. Read
   * from the store itself if it does not come into the cache in time.
   *
   * @throws StoreException if the store does not answer
   */
  public Snapshot fresh(CachedResource resource, Patience patience) {
    Snapshot followed = atLeast(resource, head(patience), patience);
    return followed != null ? followed : readLatest(resource, patience);
  }

  /**
   * The same, out of the store without a look at the cache.
   *
   * @throws StoreException if the store does not answer
   */
  public Snapshot readLatest(CachedResource resource, Patience patience) {
    patience.blocking();
    return storeReads[index(resource)].latest();
  }

  /**
   * The same for one key: of any other the state may be older.
   *
   * @throws StoreException if the store does not answer
   */
  public Snapshot fresh(CachedResource resource, String key, Patience patience) {
    Snapshot followed = atLeast(resource, head(patience), patience);
    return followed != null ? followed : storeReads[index(resource)].latest(key);
  }

  /**
   * The same, with a place in the log from where a watch can go on. Null if there is none within
   * {@link #PATIENCE}.
   *
   * @throws StoreException if the store does not answer
   */
  public @Nullable Snapshot freshToFollow(CachedResource resource, Patience patience) {
    long head = head(patience);
    if (revision() < head) {
      patience.blocking();
      store.hasten(head);
      gate.await(head, PATIENCE);
    }
    return revision() < head ? null : current(resource);
  }

  private long head(Patience patience) {
    if (options.headBlocks()) {
      patience.blocking();
    }
    return store.head();
  }

  /**
   * A state at that revision or above, of which the cache follows the history. Null if there is
   * none in time: {@link #PATIENCE}, or a moment if the store does not tell its progress.
   */
  public @Nullable Snapshot atLeast(CachedResource resource, long revision, Patience patience) {
    World now = world();
    if (now.revision() < revision) {
      patience.blocking();
      if (!gate.await(revision, store.tellsProgress() ? PATIENCE : A_MOMENT)) {
        return null;
      }
      now = world();
    }
    return now.snapshots()[index(resource)];
  }

  /**
   * Whether the store has come to a revision that the cache has not come to in time; then {@link
   * #readLatest} and {@link #readBack} go beyond it.
   *
   * @throws StoreException if the store does not answer
   */
  public boolean storeIsAt(long revision) {
    return !store.tellsProgress() && store.head() >= revision;
  }

  /**
   * The state at exactly that revision as the store has it, for pages that another replica began.
   * Null if it is compacted there, too.
   *
   * @throws StoreException if the store does not answer
   */
  public @Nullable Snapshot readBack(CachedResource resource, long revision, Patience patience) {
    patience.blocking();
    return storeReads[index(resource)].at(revision);
  }

  /**
   * The state at exactly that revision, out of what is in memory. Null if that does not go back so
   * far, or has not come to it.
   */
  public @Nullable Snapshot exactly(CachedResource resource, long revision, Patience patience) {
    World now = world();
    int index = index(resource);
    Snapshot latest = now.snapshots()[index];
    if (revision > latest.revision()) {
      return null;
    }
    return now.pasts()[index].at(revision, latest, patience);
  }

  /**
   * Notes that a continue token has been given out for this state: it is kept while memory allows.
   */
  public void retain(Snapshot snapshot) {
    world().pasts()[index(snapshot.resource())].retain(snapshot);
  }

  /** Where encodings derived from frozen objects are remembered. */
  public DerivedCache derived() {
    return derived;
  }

  public List<CachedResource> resources() {
    return resources;
  }

  public CacheMetrics metrics(CachedResource resource) {
    return metrics[index(resource)];
  }

  /** Adds someone to be told of changes, before the start. */
  public void listen(CacheListener listener) {
    listeners.add(listener);
  }

  /** Reads stretches of the store's log for watches that begin before the history in memory. */
  public LogReader logReader(CachedResource resource) {
    return new LogReader(store, resource);
  }

  /** Who takes turns on an event loop. */
  public Turns turns(Loop loop) {
    return turns.computeIfAbsent(loop, Turns::new);
  }

  /** Whether older history is still being read back after the start. */
  public boolean historyLoading() {
    return feed.historyLoading();
  }

  /** Stops following the store. Reads go on with the last state. */
  @Override
  public void close() {
    feed.close();
  }

  World world() {
    World now = world;
    if (now == null) {
      throw new IllegalStateException("the cache has not been started");
    }
    return now;
  }

  CacheMetrics metrics(int index) {
    return metrics[index];
  }

  void applied(World next, boolean events) {
    world = next;
    gate.advanced();
    if (events) {
      listeners.forEach(CacheListener::applied);
    }
  }

  void loaded(World next) {
    boolean again = world != null;
    world = next;
    for (StoreReads reads : storeReads) {
      reads.clear();
    }
    gate.advanced();
    if (again) {
      listeners.forEach(CacheListener::reset);
    }
  }

  void historyLoaded() {
    listeners.forEach(CacheListener::historyLoaded);
  }

  private int index(CachedResource resource) {
    for (int i = 0; i < resources.size(); i++) {
      if (resources.get(i).name().equals(resource.name())) {
        return i;
      }
    }
    throw new IllegalArgumentException(resource.name() + " is not cached");
  }
}
