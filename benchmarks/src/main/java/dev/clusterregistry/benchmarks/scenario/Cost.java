package dev.clusterregistry.benchmarks.scenario;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Processor time of one operation, in microseconds. On a machine that others use too, it says more
 * than what the clock shows.
 *
 * @param server NaN if the server's process is not known
 */
public record Cost(double server, double client) {

  /** How much time both processes have used since the meter was made. */
  static final class Meter {
    private final @Nullable Long server;
    private final long serverBefore;
    private final long clientBefore;

    Meter(@Nullable Long server) {
      this.server = server;
      this.serverBefore = server == null ? 0 : ServerProcess.cpuMicros(server);
      this.clientBefore = ServerProcess.cpuMicros(ProcessHandle.current().pid());
    }

    /** Used until now, for so many operations. */
    Cost of(double operations) {
      double client = ServerProcess.cpuMicros(ProcessHandle.current().pid()) - clientBefore;
      double used = server == null ? Double.NaN : ServerProcess.cpuMicros(server) - serverBefore;
      return new Cost(used / operations, client / operations);
    }
  }

  /** Of two measurements of the same thing, weighted alike. */
  Cost and(Cost other) {
    return new Cost((server + other.server) / 2, (client + other.client) / 2);
  }

  @Override
  public String toString() {
    return Double.isNaN(server) ? "" : String.format(Locale.ROOT, "%,.1f us", server);
  }
}
