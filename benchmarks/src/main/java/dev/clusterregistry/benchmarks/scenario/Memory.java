package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Resident memory of the server. */
public final class Memory {
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
    AtomicLong sent = new AtomicLong();
    long start = System.nanoTime();
    ClosedLoop.Script script =
        client -> {
          long number = sent.getAndIncrement();
          long due = start + number * 1_000_000_000L / perSecond;
          long early = due - System.nanoTime();
          if (early > 0) {
            LockSupport.parkNanos(Math.min(early, 1_000_000));
          }
          return bench.target().patch((int) (number * 7919 % bench.filled()), Watchers.time());
        };
    try (Client client = bench.connect(4)) {
      ClosedLoop.Outcome outcome = new ClosedLoop(client, 64).run(script, time.toNanos());
      bench.report(
          Figure.atMost(
              "memory after %d s of %,d updates/s on %,d"
                  .formatted(time.toSeconds(), perSecond, bench.filled()),
              ServerProcess.residentMegabytes(processId),
              "MB",
              goal,
              "%.0f updates/s reached, %d failed, %s"
                  .formatted(outcome.perSecond(), outcome.failures(), Bench.spread(outcome))));
    }
  }
}
