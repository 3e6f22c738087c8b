package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Outcome;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clients that ask one server for the same over and over. */
final class Load implements AutoCloseable {
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Client client;
  private final ClosedLoop loop;
  private final ClosedLoop.Script script;
  private final @Nullable Long processId;

  /** What came out, and what it cost. */
  record Measured(Outcome outcome, Cost cost) {

    Measured and(Measured other) {
      return new Measured(outcome.and(other.outcome), cost.and(other.cost));
    }

    double perSecond() {
      return outcome.perSecond();
    }

    String spread() {
      return "p50 %.2f ms, p99 %.2f ms, client %.1f us"
          .formatted(
              outcome.latencies().percentile(50),
              outcome.latencies().percentile(99),
              cost.client());
    }
  }

  /** The client is closed with the load. */
  Load(Client client, int clients, ClosedLoop.Script script, @Nullable Long processId) {
    this.client = client;
    this.loop = new ClosedLoop(client, clients);
    this.script = script;
    this.processId = processId;
  }

  void settle(int maximumRounds) throws IOException, InterruptedException {
    Settling.settle(maximumRounds, () -> measure("warm-up", ROUND_NANOS).perSecond());
  }

  Measured measure(String what, long nanos) throws InterruptedException {
    Cost.Meter meter = new Cost.Meter(processId);
    Outcome outcome = loop.run(script, nanos);
    Bench.check(what, outcome);
    return new Measured(outcome, meter.of((double) outcome.count()));
  }

  @Override
  public void close() {
    client.close();
  }
}
