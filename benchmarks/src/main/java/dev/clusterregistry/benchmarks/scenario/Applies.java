package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** Server-side applies of what is there already, and of what has changed. */
public final class Applies {
  private static final int CONNECTIONS = 8;
  private static final int CLIENTS = 64;
  private static final int MARKS = 100_000;

  private final Bench bench;
  private final Target target;

  public Applies(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  public void run() throws IOException, InterruptedException {
    Request[] requests = new Request[1000];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = target.apply(i % bench.filled(), "");
    }
    measure(
        "apply of an unchanged object, 64 clients",
        12_000,
        client -> requests[ThreadLocalRandom.current().nextInt(requests.length)]);
    measure("apply of a changed object, 64 clients", 5000, this::changed);
  }

  /** Each client has objects of its own. */
  private Request changed(int client) {
    int each = bench.filled() / CLIENTS;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return target.apply(client * each + random.nextInt(each), "" + random.nextInt(MARKS));
  }

  private void measure(String name, double goal, ClosedLoop.Script script)
      throws IOException, InterruptedException {
    try (Load load = bench.settled(CONNECTIONS, CLIENTS, script)) {
      Load.Measured measured = load.measure(name, bench.measureNanos());
      bench.report(
          Figure.atLeast(name, measured.perSecond(), "/s", goal, measured.spread())
              .costing(measured.cost()));
    }
  }
}
