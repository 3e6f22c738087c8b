package dev.clusterregistry.store;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks once for many what must not be older than the question: whoever wants an answer joins only a
 * round that starts after they arrived.
 */
public final class Rounds<T> {
  private final Supplier<T> ask;

  /** Held during a round, so that there is one at a time and the next one gathers. */
  private final ReentrantLock asking = new ReentrantLock();

  private @Nullable CompletableFuture<T> gathering; // guarded by this

  /**
   * @param ask blocks until there is an answer
   */
  public Rounds(Supplier<T> ask) {
    this.ask = ask;
  }

  /** Throws what the question throws. */
  public T answer() {
    CompletableFuture<T> others = gathering();
    try {
      return others != null ? others.join() : lead();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The round to join; null if there is none, then the caller leads the one that now gathers. */
  private synchronized @Nullable CompletableFuture<T> gathering() {
    CompletableFuture<T> others = gathering;
    if (others == null) {
      gathering = new CompletableFuture<>();
    }
    return others;
  }

  private synchronized CompletableFuture<T> begin() {
    CompletableFuture<T> round = Objects.requireNonNull(gathering);
    gathering = null;
    return round;
  }

  private T lead() {
    asking.lock();
    try {
      return ask(begin());
    } finally {
      asking.unlock();
    }
  }

  private T ask(CompletableFuture<T> round) {
    try {
      T answer = ask.get();
      round.complete(answer);
      return answer;
    } catch (RuntimeException e) {
      round.completeExceptionally(e);
      throw e;
    }
  }
}
