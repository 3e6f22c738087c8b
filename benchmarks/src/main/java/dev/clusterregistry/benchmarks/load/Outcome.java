package dev.clusterregistry.benchmarks.load;

/**
 * What a run reached.
 *
 * @param firstFailure its status and text; empty if there was none
 */
public record Outcome(double seconds, Latencies latencies, long failures, String firstFailure) {

  public long count() {
    return latencies.count();
  }

  public double perSecond() {
    return count() / seconds;
  }

  /** Both runs as one. */
  public Outcome and(Outcome other) {
    Latencies both = new Latencies();
    both.add(latencies);
    both.add(other.latencies);
    return new Outcome(
        seconds + other.seconds,
        both,
        failures + other.failures,
        firstFailure.isEmpty() ? other.firstFailure : firstFailure);
  }
}
