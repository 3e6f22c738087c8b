package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Pacer;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;

/**
 * What an event costs the server when very many wait for another object each, compared to few.
 *
 * <p>Every update concerns exactly one watcher; what the update itself costs is measured without
 * watchers and taken off. All three are measured in turn, with as many connections.
 */
public final class ByName {
  private static final int CONNECTIONS = 50;
  private static final int PER_SECOND = 3_000;
  private static final int OPEN = 64;
  private static final int ROUNDS = 5;

  private final Bench bench;
  private final Target target;

  public ByName(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  public void run(int count) throws IOException, InterruptedException {
    if (target.processId() == null) {
      return;
    }
    cost(count);
    double none = 0;
    double few = 0;
    double many = 0;
    for (int i = 0; i < ROUNDS; i++) {
      none += cost(0) / ROUNDS;
      few += cost(CONNECTIONS) / ROUNDS;
      many += cost(count) / ROUNDS;
    }
    bench.report(
        Figure.atMost(
            "%,d watchers by name, cost of an event to that of %d".formatted(count, CONNECTIONS),
            (many - none) / (few - none),
            "x",
            2,
            "%.1f and %.1f us beside %.0f us of the update"
                .formatted(many - none, few - none, none)));
  }

  private double cost(int count) throws IOException, InterruptedException {
    String query =
        "watch=true&resourceVersion=" + bench.revision() + "&fieldSelector=metadata.name%3D";
    int objects = Math.max(count, CONNECTIONS);
    try (Watchers watchers =
            new Watchers(
                bench, CONNECTIONS, count, 0, index -> target.list(query + Target.name(index)));
        Client writer = bench.connect(4)) {
      Pacer pacer = new Pacer(writer, OPEN);
      pacer.run(PER_SECOND, number -> patch(number, objects), bench.measureNanos() / 2);
      Cost.Meter meter = bench.meter();
      Pacer.Paced paced =
          pacer.run(PER_SECOND, number -> patch(number, objects), bench.measureNanos());
      Cost cost = meter.of((double) paced.sent());
      if (watchers.ended() > 0 || paced.failed() > 0) {
        throw new IllegalStateException(
            watchers.ended() + " watches ended, " + paced.failed() + " updates failed");
      }
      return cost.server();
    }
  }

  private Request patch(int number, int objects) {
    return target.patch(number % objects, Watchers.time());
  }
}
