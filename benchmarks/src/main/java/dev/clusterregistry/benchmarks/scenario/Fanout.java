package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Latencies;
import dev.clusterregistry.benchmarks.load.Pacer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches of everything: how soon events arrive, and how many. */
public final class Fanout {
  private static final int LOOKING = 100;
  private static final int STREAMS = 100;
  private static final int OPEN = 256;
  private static final String QUERY = "watch=true&resourceVersion=";

  /** How many updates a watcher may be behind when as much as possible is to be sent. */
  private static final int BEHIND = 32;

  private final Bench bench;
  private final Target target;

  public Fanout(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  private Watchers watchers(int count, int looking) throws IOException, InterruptedException {
    String query = QUERY + bench.revision();
    int connections = Math.max(1, count / STREAMS);
    return new Watchers(bench, connections, count, looking, index -> target.list(query));
  }

  /** Updates at a rate; the latency is from before the write to the arrival of its event. */
  public void paced(int count, int perSecond, double goal)
      throws IOException, InterruptedException {
    try (Watchers watchers = watchers(count, LOOKING);
        Client writer = bench.connect(4)) {
      pace(writer, perSecond, 2 * bench.measureNanos());
      watchers.measure();
      double before = watchers.events();
      Cost.Meter meter = bench.meter();
      Pacer.Paced paced = pace(writer, perSecond, 2 * bench.measureNanos());
      Cost cost = meter.of(watchers.events() - before);
      Latencies latencies = watchers.latencies();
      bench.report(
          Figure.atMost(
                  "%,d watchers x %d updates/s, p99".formatted(count, perSecond),
                  latencies.percentile(99),
                  "ms",
                  goal,
                  "p50 %.1f ms, %,d events looked at, %d writes failed, %d watches ended"
                      .formatted(
                          latencies.percentile(50),
                          latencies.count(),
                          paced.failed(),
                          watchers.ended()))
              .costing(cost));
    }
  }

  private Pacer.Paced pace(Client writer, int perSecond, long nanos) throws InterruptedException {
    Pacer.Paced paced =
        new Pacer(writer, OPEN)
            .run(
                perSecond, number -> target.patch(number % bench.filled(), Watchers.time()), nanos);
    TimeUnit.MILLISECONDS.sleep(300); // lets the last events arrive
    return paced;
  }

  /** As fast as the events can be delivered: nobody falls far behind. */
  public void flatOut(int count, double goal) throws IOException, InterruptedException {
    try (Watchers watchers = watchers(count, 10);
        Client writer = bench.connect(4)) {
      Settling.settle(bench.warmUps(), () -> flood(watchers, writer, count, 1_000_000_000L).rate);
      Flood flood = flood(watchers, writer, count, 2 * bench.measureNanos());
      bench.report(
          Figure.atLeast(
                  "%,d watchers flat out, events".formatted(count),
                  flood.rate,
                  "/s",
                  goal,
                  "%.0f writes/s, client %.2f us, %d watches ended"
                      .formatted(flood.writes, flood.cost.client(), watchers.ended()))
              .costing(flood.cost));
    }
  }

  private record Flood(double rate, double writes, Cost cost) {}

  private Flood flood(Watchers watchers, Client writer, int count, long nanos) {
    double before = watchers.events();
    Cost.Meter meter = bench.meter();
    AtomicInteger sent = new AtomicInteger();
    long start = System.nanoTime();
    Pacer.Paced paced =
        new Pacer(writer, BEHIND)
            .run(
                number -> {
                  int object = ThreadLocalRandom.current().nextInt(bench.filled());
                  return target.patch(object, Watchers.time());
                },
                elapsed -> {
                  double behind = sent.get() - (watchers.events() - before) / count;
                  if (behind >= BEHIND) {
                    return false;
                  }
                  sent.incrementAndGet();
                  return true;
                },
                nanos);
    double events = watchers.events() - before;
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Flood(events / seconds, paced.perSecond(), meter.of(events));
  }

  /** Whether lists hold up the events of others. */
  public void whileListing(int lists, double goal) throws IOException, InterruptedException {
    try (Watchers watchers = watchers(LOOKING, LOOKING);
        Client writer = bench.connect(1)) {
      List<Thread> readers = new ArrayList<>();
      AtomicInteger complete = new AtomicInteger();
      for (int i = 0; i < lists; i++) {
        readers.add(Thread.ofVirtual().start(() -> listAgainAndAgain(complete)));
      }
      pace(writer, 50, bench.measureNanos());
      watchers.measure();
      complete.set(0);
      pace(writer, 50, 3 * bench.measureNanos());
      Latencies latencies = watchers.latencies();
      readers.forEach(Thread::interrupt);
      for (Thread reader : readers) {
        reader.join();
      }
      bench.report(
          Figure.atMost(
              "watch p99 while %d clients list %,d".formatted(lists, bench.filled()),
              latencies.percentile(99),
              "ms",
              goal,
              "p50 %.1f ms, %d lists meanwhile"
                  .formatted(latencies.percentile(50), complete.get())));
    }
  }

  private void listAgainAndAgain(AtomicInteger complete) {
    try (Client client = bench.connect(1)) {
      while (!Thread.currentThread().isInterrupted()) {
        Download.of(client, target.list(""));
        complete.incrementAndGet();
      }
    } catch (InterruptedException e) {
      // the measurement is over
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
