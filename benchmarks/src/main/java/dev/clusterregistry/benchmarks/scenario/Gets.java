package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Reads of single objects, beside the transport's own limit. */
public final class Gets {
  private static final int CONNECTIONS = 8;
  private static final int CLIENTS = 8 * 32;
  private static final int ROUNDS = 3;

  private final Bench bench;
  private final @Nullable TransportLimit limit;

  public Gets(Bench bench, @Nullable TransportLimit limit) {
    this.bench = bench;
    this.limit = limit;
  }

  public void run() throws IOException, InterruptedException {
    ClosedLoop.Script script = randomGets();
    try (Load ours = bench.settled(CONNECTIONS, CLIENTS, script)) {
      if (limit == null) {
        report(ours.measure("get", bench.measureNanos()));
      } else {
        besideLimit(ours, limit);
      }
    }
    try (Load alone = bench.settled(1, 1, script)) {
      Load.Measured one = alone.measure("get", bench.measureNanos());
      bench.report(
          Figure.atLeast("get, 1 client", one.perSecond(), "/s", Double.NaN, one.spread())
              .costing(one.cost()));
    }
  }

  private ClosedLoop.Script randomGets() {
    Request[] requests = new Request[1000];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = bench.target().get(i % bench.filled());
    }
    return client -> requests[ThreadLocalRandom.current().nextInt(requests.length)];
  }

  private void besideLimit(Load ours, TransportLimit transport)
      throws IOException, InterruptedException {
    Request constant = Request.get("/" + bench.objectBytes());
    try (Load theirs =
        transport.settled(CONNECTIONS, CLIENTS, client -> constant, bench.warmUps())) {
      long nanos = bench.measureNanos() / 2;
      Load.Measured get = ours.measure("get", nanos);
      Load.Measured most = theirs.measure("transport limit", nanos);
      for (int i = 1; i < ROUNDS; i++) {
        get = get.and(ours.measure("get", nanos));
        most = most.and(theirs.measure("transport limit", nanos));
      }
      report(get);
      bench.report(
          Figure.atLeast("transport limit: get", most.perSecond(), "/s", Double.NaN, most.spread())
              .costing(most.cost()));
      bench.report(
          Figure.atLeast(
              "get, share of the transport limit",
              100 * get.perSecond() / most.perSecond(),
              "%",
              60,
              ""));
    }
  }

  private void report(Load.Measured get) {
    bench.report(
        Figure.atLeast(
                "get, 8 connections x 32 streams", get.perSecond(), "/s", 80_000, get.spread())
            .costing(get.cost()));
  }
}
