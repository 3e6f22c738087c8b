package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's clock: bookmarks about every minute and shortly before the end, the timeout, and a
 * look whether the client is still there. Confined to the watcher's loop.
 */
final class WatchTimer {
  private static final long SECOND = 1_000_000_000L;
  private static final long BOOKMARK_EVERY = 60 * SECOND;
  private static final long BEFORE_TIMEOUT = 2 * SECOND;

  private final Watcher watcher;
  private final LongSupplier clock;
  private final boolean bookmarks;
  private final long deadline;
  private final long jitter;
  private long nextBookmark;
  private boolean lastBookmarkDue;
  private @Nullable Loop loop;
  private @Nullable Runnable cancel;

  WatchTimer(Watcher watcher, WatchRequest request, long number, LongSupplier clock) {
    long now = clock.getAsLong();
    this.clock = clock;
    this.watcher = watcher;
    this.bookmarks = request.bookmarks();
    this.deadline = now + request.timeout().toNanos();
    // Spread evenly over two seconds, so that watchers opened together do not tick together.
    this.jitter = (number * 618_033_989L) % (2 * SECOND) - SECOND;
    this.nextBookmark = now + BOOKMARK_EVERY + jitter;
    this.lastBookmarkDue = request.timeout().toNanos() > BEFORE_TIMEOUT;
  }

  void start(Loop onLoop) {
    loop = onLoop;
    schedule();
  }

  void cancel() {
    if (cancel != null) {
      cancel.run();
      cancel = null;
    }
    loop = null;
  }

  private void schedule() {
    if (loop == null) {
      return;
    }
    long next = Math.min(nextBookmark, deadline);
    if (bookmarks && lastBookmarkDue) {
      next = Math.min(next, deadline - BEFORE_TIMEOUT);
    }
    long delay = Math.max(0, next - clock.getAsLong());
    cancel = loop.schedule(Duration.ofNanos(delay), this::tick);
  }

  private void tick() {
    cancel = null;
    if (watcher.isEnded()) {
      return;
    }
    long now = clock.getAsLong();
    if (deadline - now <= 0) {
      watcher.end();
      return;
    }
    if (watcher.isLost()) {
      watcher.overtaken();
      return;
    }
    boolean last = lastBookmarkDue && deadline - BEFORE_TIMEOUT - now <= 0;
    if (last || nextBookmark - now <= 0) {
      lastBookmarkDue &= !last;
      nextBookmark = now + BOOKMARK_EVERY + jitter;
      if (bookmarks) {
        bookmark();
      }
    }
    schedule();
  }

  private void bookmark() {
    long revision = watcher.sentUpTo();
    if (revision != Phase.BEHIND && !watcher.isEnded()) {
      watcher.bookmark(revision, false);
    }
  }
}
