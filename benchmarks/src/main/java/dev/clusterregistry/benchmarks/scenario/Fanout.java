package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Receiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches: how soon events arrive, how many, and at what cost. */
public final class Fanout {
  private static final int LOOKING = 100;
  private static final int STREAMS = 100;
  private static final String QUERY = "watch=true&resourceVersion=";

  private final Bench bench;
  private final Target target;

  public Fanout(Bench bench) {
    this.bench = bench;
    this.target = bench.target();
  }

  private Watchers watchers(int count, int looking) throws IOException, InterruptedException {
    String now = now();
    int connections = Math.max(1, count / STREAMS);
    return new Watchers(bench, connections, count, looking, index -> target.list(QUERY + now));
  }

  /** The current revision, so that the watch starts with what comes next. */
  private String now() throws IOException, InterruptedException {
    try (Client client = bench.connect(1)) {
      String text = client.call(target.list("limit=1")).text();
      int from = text.indexOf("\"resourceVersion\":\"") + 19;
      return text.substring(from, text.indexOf('"', from));
    }
  }

  /** Updates at a rate; the latency is from before the write to the arrival of its event. */
  public void paced(int count, int perSecond, double goal)
      throws IOException, InterruptedException {
    try (Watchers watchers = watchers(count, LOOKING);
        Client writer = bench.connect(4)) {
      AtomicInteger failed = pace(writer, perSecond, 3 * bench.measureNanos());
      bench.report(
          Figure.atMost(
              "%,d watchers x %d updates/s, p99".formatted(count, perSecond),
              watchers.latencies().percentile(99),
              "ms",
              goal,
              "p50 %.1f ms, %,d events looked at, %d writes failed, %d watches ended"
                  .formatted(
                      watchers.latencies().percentile(50),
                      watchers.latencies().count(),
                      failed.get(),
                      watchers.ended())));
    }
  }

  private AtomicInteger pace(Client writer, int perSecond, long nanos) throws InterruptedException {
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger number = new AtomicInteger();
    Receiver receiver =
        new Receiver() {
          @Override
          public void status(int status) {
            if (status != 200) {
              failed.incrementAndGet();
            }
          }

          @Override
          public void done(boolean clean) {}
        };
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> ticks =
          clock.scheduleAtFixedRate(
              () -> {
                int next = number.getAndIncrement();
                writer
                    .connection(next)
                    .send(target.patch(next % bench.filled(), Watchers.time()), receiver);
              },
              0,
              1_000_000_000L / perSecond,
              TimeUnit.NANOSECONDS);
      TimeUnit.NANOSECONDS.sleep(nanos);
      ticks.cancel(false);
    }
    TimeUnit.MILLISECONDS.sleep(500); // lets the last events arrive
    return failed;
  }

  /** As fast as the writers can. */
  public void flatOut(int count, double goal) throws IOException, InterruptedException {
    try (Watchers watchers = watchers(count, 10);
        Client writer = bench.connect(4)) {
      ClosedLoop.Script script =
          client -> {
            int object = ThreadLocalRandom.current().nextInt(bench.filled());
            return target.patch(object, Watchers.time());
          };
      new ClosedLoop(writer, 16).run(script, bench.measureNanos());
      double before = watchers.events();
      long start = System.nanoTime();
      ClosedLoop.Outcome writes = new ClosedLoop(writer, 16).run(script, 2 * bench.measureNanos());
      double seconds = (System.nanoTime() - start) / 1e9;
      bench.report(
          Figure.atLeast(
              "%,d watchers flat out, events".formatted(count),
              (watchers.events() - before) / seconds,
              "/s",
              goal,
              "%.0f writes/s, %d watches ended".formatted(writes.perSecond(), watchers.ended())));
    }
  }

  /** What an update costs the server when very many wait for another object each. */
  public void byName(int count) throws IOException, InterruptedException {
    Long processId = target.processId();
    if (processId == null) {
      return;
    }
    double one = cost(processId, 1);
    double many = cost(processId, count);
    bench.report(
        Figure.atMost(
            "%,d watchers by name, cost of an event to that of one".formatted(count),
            many / one,
            "x",
            2,
            "%.0f and %.0f us of server CPU for each update".formatted(many, one)));
  }

  private double cost(long processId, int count) throws IOException, InterruptedException {
    String now = now();
    int connections = Math.max(1, count / STREAMS);
    try (Watchers watchers =
            new Watchers(
                bench,
                connections,
                count,
                0,
                index ->
                    target.list(
                        QUERY + now + "&fieldSelector=metadata.name%3D" + Target.name(index)));
        Client writer = bench.connect(1)) {
      ClosedLoop.Script script = client -> target.patch(client, Watchers.time());
      new ClosedLoop(writer, 8).run(script, bench.measureNanos());
      long before = ServerProcess.cpuMicros(processId);
      ClosedLoop.Outcome outcome = new ClosedLoop(writer, 8).run(script, bench.measureNanos());
      Bench.check("patch", outcome);
      if (watchers.ended() > 0) {
        throw new IllegalStateException(watchers.ended() + " watches ended");
      }
      return (double) (ServerProcess.cpuMicros(processId) - before) / outcome.count();
    }
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
      pace(writer, 50, 3 * bench.measureNanos());
      readers.forEach(Thread::interrupt);
      bench.report(
          Figure.atMost(
              "watch p99 while %d clients list %,d".formatted(lists, bench.filled()),
              watchers.latencies().percentile(99),
              "ms",
              goal,
              "p50 %.1f ms, %d lists meanwhile"
                  .formatted(watchers.latencies().percentile(50), complete.get())));
    }
  }

  private void listAgainAndAgain(AtomicInteger complete) {
    try (Client client = bench.connect(1)) {
      while (!Thread.currentThread().isInterrupted()) {
        Lists.download(client, target.collection());
        complete.incrementAndGet();
      }
    } catch (InterruptedException e) {
      // the measurement is over
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
