package dev.clusterregistry.apiserver.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How attempts to authenticate ended. */
public final class AuthenticationMetrics {
  private final LongAdder successes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder errors = new LongAdder();

  private AuthenticationMetrics() {}

  /** Counts what is no attempt of a client's. */
  public static AuthenticationMetrics unpublished() {
    return new AuthenticationMetrics();
  }

  public AuthenticationMetrics(ServerMetrics metrics) {
    metrics.values(
        "authentication_attempts",
        "Attempts to authenticate since the start, by result.",
        "result",
        values -> {
          values.add("success", (double) successes.sum());
          values.add("failure", (double) failures.sum());
          values.add("error", (double) errors.sum());
        });
  }

  public void succeeded() {
    successes.increment();
  }

  /** No credential where one is needed. */
  public void failed() {
    failures.increment();
  }

  /** A credential that is not good. */
  public void erred() {
    errors.increment();
  }
}
