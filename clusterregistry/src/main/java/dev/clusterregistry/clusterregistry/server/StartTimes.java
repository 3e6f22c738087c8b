package dev.clusterregistry.clusterregistry.server;

import java.util.concurrent.TimeUnit;

/** How long a start took and its parts, in one line for the log. Used by one thread. */
public final class StartTimes {
  private final StringBuilder parts = new StringBuilder();
  private final long begun = System.nanoTime();
  private long last = begun;

  /** Notes that a part has just ended, which began where the one before it ended. */
  void ended(String part) {
    long now = System.nanoTime();
    parts.append(parts.isEmpty() ? "" : ", ").append(part).append(' ').append(millis(now - last));
    last = now;
  }

  /** Such as "510 ms: flags 200, store 310". */
  @Override
  public String toString() {
    return millis(last - begun) + " ms: " + parts;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
