package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Outcome;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes of single objects: create, update, patch, delete. */
public final class Requests {
  private static final int CONNECTIONS = 8;
  private static final int WRITERS = 64;
  private static final int WARM_UP_OBJECTS = 5_000;

  private final Bench bench;
  private final Target target;

  public Requests(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  /**
   * What creates are to reach.
   *
   * @param perSecond by 64 clients
   * @param micros the server's processor time for each; NaN if there is no such goal
   */
  public record Goals(double perSecond, double micros) {
    public static final Goals EMBEDDED = new Goals(8_000, Double.NaN);
    public static final Goals ETCD = new Goals(4_000, 150);
  }

  /** Creates beyond what is there, and deletes that again; both are warm by then. */
  public void createAndDelete(int count, Goals goals) throws IOException, InterruptedException {
    int from = bench.filled();
    IntFunction<Request> create = number -> target.create(from + number);
    IntFunction<Request> delete = number -> target.delete(from + number);
    try (Client client = bench.connect(CONNECTIONS)) {
      Settling.settle(
          bench.warmUps(),
          () -> {
            double perSecond = all(client, WRITERS, WARM_UP_OBJECTS, "create", create).perSecond();
            all(client, WRITERS, WARM_UP_OBJECTS, "delete", delete);
            return perSecond;
          });
      Load.Measured created = all(client, WRITERS, count, "create", create);
      report("create, 64 clients", goals.perSecond(), created);
      if (!Double.isNaN(goals.micros())) {
        bench.report(
            Figure.atMost(
                "create, the server's processor time",
                created.cost().server(),
                "us",
                goals.micros(),
                ""));
      }
      int alone = Math.min(500, count / 10);
      report("delete, 1 client", Double.NaN, all(client, 1, alone, "delete", delete));
      Load.Measured deleted =
          all(
              client,
              WRITERS,
              count - alone,
              "delete",
              number -> target.delete(from + alone + number));
      report("delete, 64 clients", Double.NaN, deleted);
    }
  }

  private Load.Measured all(
      Client client, int clients, int count, String what, IntFunction<Request> request)
      throws InterruptedException {
    Cost.Meter meter = bench.meter();
    Outcome outcome = new ClosedLoop(client, clients).run(ClosedLoop.numbered(count, request));
    Bench.check(what, outcome);
    return new Load.Measured(outcome, meter.of((double) outcome.count()));
  }

  public void update() throws IOException, InterruptedException {
    steady("update, 64 clients", Double.NaN, new Updates());
  }

  public void patch() throws IOException, InterruptedException {
    AtomicInteger value = new AtomicInteger();
    steady(
        "merge patch, 64 clients",
        6000,
        client -> {
          int number = value.incrementAndGet();
          return target.patch(own(client, number), "" + number);
        });
  }

  /** Patches all objects in turn, so many times in all. */
  public void patchAll(int count) throws IOException, InterruptedException {
    try (Client client = bench.connect(CONNECTIONS)) {
      IntFunction<Request> patch = number -> target.patch(number % bench.filled(), "" + number);
      all(client, WRITERS, count, "merge patch", patch);
    }
  }

  /** Measures one kind of write, warm, and reports it. */
  private void steady(String name, double goal, ClosedLoop.Script script)
      throws IOException, InterruptedException {
    try (Load load = bench.settled(CONNECTIONS, WRITERS, script)) {
      report(name, goal, load.measure(name, bench.measureNanos()));
    }
  }

  private void report(String name, double goal, Load.Measured measured) {
    bench.report(
        Figure.atLeast(name, measured.perSecond(), "/s", goal, measured.spread())
            .costing(measured.cost()));
  }

  /** Each client has objects of its own, so that there are no conflicts. */
  private int own(int client, int round) {
    int each = bench.filled() / WRITERS;
    return client * each + Math.floorMod(round, each);
  }

  /** Gets an object once, then puts it with the resourceVersion of the last answer. */
  private final class Updates implements ClosedLoop.Script {
    private static final String MEMBER = "\"resourceVersion\":\"";

    private final String[] versions = new String[WRITERS];

    @Override
    public @Nullable Request next(int client) {
      String version = versions[client];
      int number = own(client, 0);
      if (version == null) {
        return target.get(number);
      }
      int content = ThreadLocalRandom.current().nextInt(100_000);
      return target.update(number, version, "" + (100_000 + content));
    }

    @Override
    public boolean wantsBody() {
      return true;
    }

    @Override
    public void answered(int client, byte[] body) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      int from = text.indexOf(MEMBER) + MEMBER.length();
      versions[client] = text.substring(from, text.indexOf('"', from));
    }
  }
}
