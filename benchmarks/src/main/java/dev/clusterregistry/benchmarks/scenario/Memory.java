package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Resident memory of the server. */
public final class Memory {
  private static final int STRIDE = 7919;

  /** Below what a server lets one connection have open, should all wait on one of them. */
  private static final int OPEN = 96;

  private final Bench bench;
  private final long processId;

  public Memory(Bench bench, long processId) {
    this.bench = bench;
    this.processId = processId;
  }

  public void idle(Duration time, double goal) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    bench.report(
        Figure.atMost(
            "memory after %d s idle".formatted(time.toSeconds()),
            ServerProcess.residentMegabytes(processId),
            "MB",
            goal,
            ""));
  }

  /** Updates at a rate on all objects. */
  public void updating(int perSecond, Duration time, double goal)
      throws IOException, InterruptedException {
    try (Client client = bench.connect(4)) {
      Cost.Meter meter = bench.meter();
      Pacer.Paced paced =
          new Pacer(client, OPEN)
              .run(
                  perSecond,
                  number ->
                      bench
                          .target()
                          .patch((int) ((long) number * STRIDE % bench.filled()), "" + number),
                  time.toNanos());
      bench.report(
          Figure.atMost(
                  "memory after %d s of %,d updates/s on %,d"
                      .formatted(time.toSeconds(), perSecond, bench.filled()),
                  ServerProcess.residentMegabytes(processId),
                  "MB",
                  goal,
                  "%.0f updates/s reached, %d failed".formatted(paced.perSecond(), paced.failed()))
              .costing(meter.of((double) paced.sent())));
    }
  }
}
