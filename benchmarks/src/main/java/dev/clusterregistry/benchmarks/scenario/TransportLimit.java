package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Credentials;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/** The same work on a server that has nothing to do. */
public final class TransportLimit {
  private final Bench bench;
  private final URI constantServer;
  private final Credentials anyone = new Credentials(null, null, null, null);

  public TransportLimit(Bench bench, URI constantServer) {
    this.bench = bench;
    this.constantServer = constantServer;
  }

  public void get(double measured) throws IOException, InterruptedException {
    Request request = Request.get("/1024");
    try (Client client = new Client(constantServer, anyone, 8)) {
      new ClosedLoop(client, 256).run(index -> request, bench.measureNanos());
      ClosedLoop.Outcome outcome =
          new ClosedLoop(client, 256).run(index -> request, bench.measureNanos());
      bench.report(
          Figure.atLeast(
              "transport limit: get",
              outcome.perSecond(),
              "/s",
              Double.NaN,
              Bench.spread(outcome)));
      bench.report(
          Figure.atLeast(
              "get, share of the transport limit",
              100 * measured / outcome.perSecond(),
              "%",
              60,
              ""));
    }
  }

  public void list(int count, double measuredMillis) throws IOException, InterruptedException {
    double[] millis = new double[15];
    try (Client client = new Client(constantServer, anyone, 1)) {
      for (int i = 0; i < 10; i++) {
        Lists.download(client, "/list/" + count);
      }
      for (int i = 0; i < millis.length; i++) {
        millis[i] = Lists.download(client, "/list/" + count);
      }
    }
    Arrays.sort(millis);
    double median = millis[millis.length / 2];
    bench.report(
        Figure.atMost(
            "transport limit: %,d KiB streamed".formatted(count), median, "ms", Double.NaN, ""));
    bench.report(
        Figure.atLeast(
            "list of %,d, share of the transport limit".formatted(count),
            100 * median / measuredMillis,
            "%",
            70,
            ""));
  }
}
