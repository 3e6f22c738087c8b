package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Loop;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.machinery.status.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All watches of a server: a hub for each event loop, woken at most once per batch of changes. */
public final class Watches {
  /** Frames are of use while the loops drain the same events, no longer. */
  private static final long FRAME_BYTES = 4 << 20;

  private final WatchCache cache;
  private final LongSupplier nanoTime;
  private final DerivedCache frames = new DerivedCache(FRAME_BYTES);
  private final CatchUpReads catchUpReads = new CatchUpReads();
  private final Map<Loop, WatchHub> hubs = new ConcurrentHashMap<>();
  private volatile boolean shutDown;

  public Watches(WatchCache cache) {
    this(cache, System::nanoTime);
  }

  /**
   * @param nanoTime the clock of timeouts and bookmarks, in step with the loops' own
   */
  Watches(WatchCache cache, LongSupplier nanoTime) {
    this.cache = cache;
    this.nanoTime = nanoTime;
    cache.listen(new Waker());
  }

  /** The stream of one watch. */
  public StreamSource watch(WatchRequest request) {
    return new Watcher(this, request);
  }

  /** The stream of a watch that failed after its options were found good: one ERROR event. */
  public static StreamSource failed(FrameEncoding encoding, Status status) {
    return new FailedWatch(encoding, status);
  }

  /** Ends all watches cleanly, and new ones at once. */
  public void shutdown() {
    shutDown = true;
    onEachHub(WatchHub::endAll);
  }

  boolean isShutDown() {
    return shutDown;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  WatchCache cache() {
    return cache;
  }

  DerivedCache frames() {
    return frames;
  }

  CatchUpReads catchUpReads() {
    return catchUpReads;
  }

  WatchHub hub(Loop loop) {
    return hubs.computeIfAbsent(loop, known -> new WatchHub(this, known));
  }

  private void onEachHub(Consumer<WatchHub> task) {
    hubs.forEach((loop, hub) -> loop.execute(() -> task.accept(hub)));
  }

  private final class Waker implements CacheListener {
    @Override
    public void applied() {
      hubs.values().forEach(WatchHub::wake);
    }

    @Override
    public void reset() {
      onEachHub(WatchHub::reset);
    }

    @Override
    public void historyLoaded() {
      onEachHub(WatchHub::historyLoaded);
    }
  }
}
