package dev.clusterregistry.apiserver.http;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Gives the streams of one loop their turns, first come, first served. A pass is scheduled rather
 * than executed: Netty fetches scheduled tasks only once per iteration, so the sockets are looked
 * at between two passes, however long the lists are that are being sent.
 */
final class Turns implements Runnable {
  private static final long PASS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final EventLoop eventLoop;
  private final ArrayDeque<StreamBody> queue = new ArrayDeque<>();
  private boolean scheduled;

  Turns(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  void add(StreamBody body) {
    queue.add(body);
    schedule();
  }

  @Override
  public void run() {
    scheduled = false;
    long end = System.nanoTime() + PASS_NANOS;
    for (int left = queue.size(); left > 0; left--) {
      queue.remove().turn();
      if (System.nanoTime() - end > 0) {
        break;
      }
    }
    if (!queue.isEmpty()) {
      schedule();
    }
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      eventLoop.schedule(this, 1, TimeUnit.NANOSECONDS);
    }
  }
}
