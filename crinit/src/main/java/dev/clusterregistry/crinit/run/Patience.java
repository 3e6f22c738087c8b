package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long to wait for what others do.
 *
 * @param limit for each thing that is waited for
 */
public record Patience(Duration limit) {
  private static final long PAUSE_MILLISECONDS = 500;

  Patience orAtLeast(Duration other) {
    return limit.compareTo(other) < 0 ? new Patience(other) : this;
  }

  /** Asks again and again; empty if the limit has passed without a value. */
  <T> Optional<T> await(Progress progress, Supplier<Optional<T>> attempt) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> value = attempt.get();
      if (value.isPresent() || System.nanoTime() > end) {
        return value;
      }
      progress.waiting();
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrinitException("interrupted", e);
    }
  }

  /** Such as 5m or 90s. */
  @Override
  public String toString() {
    long seconds = limit.toSeconds();
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
