package dev.clusterregistry.benchmarks.scenario;

import java.io.IOException;

/** Warms up until two rounds in a row give about the same. */
final class Settling {
  private static final int AT_LEAST = 8;
  private static final double ALIKE = 0.05;

  private Settling() {}

  /** A piece of the work to come; returns how fast it was or how long it took. */
  interface Round {
    double run() throws IOException, InterruptedException;
  }

  static void settle(int maximumRounds, Round round) throws IOException, InterruptedException {
    double before = Double.NaN;
    for (int i = 1; i <= maximumRounds; i++) {
      double now = round.run();
      if (i >= AT_LEAST && Math.abs(now - before) < ALIKE * Math.max(now, before)) {
        return;
      }
      before = now;
    }
  }
}
