package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets the cursors of one event loop, lists and watchers alike, send a slice each in turn, so that
 * none holds up the others. Confined to the loop.
 */
public final class Turns {
  /** About what one turn may send. */
  public static final int SLICE_BYTES = 64 * 1024;

  /** Turns per task, before the loop sees to its sockets again. */
  private static final int AT_ONCE = 8;

  /**
   * Scheduled, not executed: a loop that executes its own next task may not come to its sockets.
   */
  private static final Duration SOON = Duration.ofNanos(1);

  private final Loop loop;
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private boolean scheduled;

  /** Someone with more to send than fits in one slice. */
  @FunctionalInterface
  public interface Turn {

    /** Sends a slice; returns whether it wants, and can take, another turn. */
    boolean take();
  }

  Turns(Loop loop) {
    this.loop = loop;
  }

  /** Queues a turn. Whoever is queued must not be added again before its turn was taken. */
  public void add(Turn turn) {
    waiting.add(turn);
    if (!scheduled) {
      scheduled = true;
      loop.execute(this::run);
    }
  }

  private void run() {
    for (int left = Math.min(AT_ONCE, waiting.size()); left > 0; left--) {
      Turn next = waiting.remove();
      if (next.take()) {
        waiting.add(next);
      }
    }
    scheduled = !waiting.isEmpty();
    if (scheduled) {
      loop.schedule(SOON, this::run);
    }
  }
}
