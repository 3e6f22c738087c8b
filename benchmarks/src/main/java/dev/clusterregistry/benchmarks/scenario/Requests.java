package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Single objects: create, get, update, patch, delete. */
public final class Requests {
  private static final int WRITERS = 64;

  private final Bench bench;
  private final Target target;

  public Requests(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  /** Creates beyond what is there, and deletes that again. */
  public void createAndDelete(int count) throws IOException, InterruptedException {
    int from = bench.filled();
    try (Client client = bench.connect(8)) {
      ClosedLoop.Outcome created =
          new ClosedLoop(client, WRITERS)
              .run(ClosedLoop.numbered(count, number -> target.create(from + number)));
      Bench.check("create", created);
      bench.report(
          Figure.atLeast(
              "create, 64 clients", created.perSecond(), "/s", 8000, Bench.spread(created)));
      int alone = Math.min(500, count / 10);
      ClosedLoop.Outcome one =
          new ClosedLoop(client, 1)
              .run(ClosedLoop.numbered(alone, number -> target.delete(from + number)));
      Bench.check("delete", one);
      bench.report(
          Figure.atLeast("delete, 1 client", one.perSecond(), "/s", Double.NaN, Bench.spread(one)));
      ClosedLoop.Outcome deleted =
          new ClosedLoop(client, WRITERS)
              .run(
                  ClosedLoop.numbered(
                      count - alone, number -> target.delete(from + alone + number)));
      Bench.check("delete", deleted);
      bench.report(
          Figure.atLeast(
              "delete, 64 clients", deleted.perSecond(), "/s", Double.NaN, Bench.spread(deleted)));
    }
  }

  public double get() throws IOException, InterruptedException {
    Request[] requests = new Request[1000];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = target.get(i % bench.filled());
    }
    ClosedLoop.Script random =
        client -> requests[ThreadLocalRandom.current().nextInt(requests.length)];
    ClosedLoop.Outcome outcome = steady(8, 8 * 32, random);
    bench.report(
        Figure.atLeast(
            "get, 8 connections x 32 streams",
            outcome.perSecond(),
            "/s",
            80_000,
            Bench.spread(outcome)));
    ClosedLoop.Outcome alone = steady(1, 1, random);
    bench.report(
        Figure.atLeast("get, 1 client", alone.perSecond(), "/s", Double.NaN, Bench.spread(alone)));
    return outcome.perSecond();
  }

  /** Twice, so that the first run warms up. */
  private ClosedLoop.Outcome steady(int connections, int clients, ClosedLoop.Script script)
      throws IOException, InterruptedException {
    try (Client client = bench.connect(connections)) {
      new ClosedLoop(client, clients).run(script, bench.measureNanos());
      ClosedLoop.Outcome outcome =
          new ClosedLoop(client, clients).run(script, bench.measureNanos());
      Bench.check("get", outcome);
      return outcome;
    }
  }

  public void patch() throws IOException, InterruptedException {
    AtomicInteger value = new AtomicInteger();
    ClosedLoop.Script script =
        client -> {
          int number = value.incrementAndGet();
          return target.patch(own(client, number), "" + number);
        };
    ClosedLoop.Outcome outcome = steady(8, WRITERS, script);
    bench.report(
        Figure.atLeast(
            "merge patch, 64 clients", outcome.perSecond(), "/s", 6000, Bench.spread(outcome)));
  }

  /** Each client has objects of its own, so that there are no conflicts. */
  private int own(int client, int round) {
    int each = bench.filled() / WRITERS;
    return client * each + Math.floorMod(round, each);
  }

  public void update() throws IOException, InterruptedException {
    Updates updates = new Updates();
    ClosedLoop.Outcome outcome = steady(8, WRITERS, updates);
    bench.report(
        Figure.atLeast(
            "update, 64 clients", outcome.perSecond(), "/s", Double.NaN, Bench.spread(outcome)));
  }

  /** Gets an object once, then puts it with the resourceVersion of the last answer. */
  private final class Updates implements ClosedLoop.Script {
    private final String[] versions = new String[WRITERS];

    @Override
    public @Nullable Request next(int client) {
      String version = versions[client];
      int number = own(client, 0);
      if (version == null) {
        return target.get(number);
      }
      int label = ThreadLocalRandom.current().nextInt(100_000);
      String object = target.object(number, version).replaceFirst("xxxxxx", "" + (100_000 + label));
      return Request.of("PUT", target.path(number), "application/json", object);
    }

    @Override
    public boolean wantsBody() {
      return true;
    }

    @Override
    public void answered(int client, byte[] body) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      int from = text.indexOf("\"resourceVersion\":\"") + 19;
      versions[client] = text.substring(from, text.indexOf('"', from));
    }
  }
}
