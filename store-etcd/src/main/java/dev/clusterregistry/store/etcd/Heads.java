package dev.clusterregistry.store.etcd;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the head once for many: a reader joins only a round trip that starts after it arrived.
 */
final class Heads {
  private final LongSupplier ask;

  /** Held during the round trip, so that there is one at a time and the next one gathers. */
  private final ReentrantLock asking = new ReentrantLock();

  private @Nullable CompletableFuture<Long> gathering; // guarded by this

  Heads(LongSupplier ask) {
    this.ask = ask;
  }

  long head() {
    CompletableFuture<Long> others = gathering();
    try {
      return others != null ? others.join() : lead();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The round to join; null if there is none, then the caller leads the one that now gathers. */
  private synchronized @Nullable CompletableFuture<Long> gathering() {
    CompletableFuture<Long> others = gathering;
    if (others == null) {
      gathering = new CompletableFuture<>();
    }
    return others;
  }

  private synchronized CompletableFuture<Long> begin() {
    CompletableFuture<Long> round = Objects.requireNonNull(gathering);
    gathering = null;
    return round;
  }

  private long lead() {
    asking.lock();
    try {
      return ask(begin());
    } finally {
      asking.unlock();
    }
  }

  private long ask(CompletableFuture<Long> round) {
    try {
      long head = ask.getAsLong();
      round.complete(head);
      return head;
    } catch (RuntimeException e) {
      round.completeExceptionally(e);
      throw e;
    }
  }
}
