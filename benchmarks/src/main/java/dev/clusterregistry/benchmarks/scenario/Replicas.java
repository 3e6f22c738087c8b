package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Latencies;
import dev.clusterregistry.benchmarks.load.Pacer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Several servers of the same objects: how soon what one is told arrives at watchers of all. */
public final class Replicas {
  private static final int LOOKING = 100;
  private static final int CONNECTIONS = 10;
  private static final int OPEN = 256;

  private final Bench first;
  private final List<Bench> all = new ArrayList<>();

  /**
   * @param first the one that is written to
   */
  public Replicas(Bench first, List<Bench> others) {
    this.first = first;
    all.add(first);
    all.addAll(others);
  }

  /** Updates at a rate; the latency is from before the write to the arrival of its event. */
  public void paced(int watchersEach, int perSecond, double goal)
      throws IOException, InterruptedException {
    List<Watchers> watchers = new ArrayList<>();
    try (Client writer = first.connect(4)) {
      String query = "watch=true&resourceVersion=" + first.revision();
      for (Bench replica : all) {
        watchers.add(
            new Watchers(
                replica,
                CONNECTIONS,
                watchersEach,
                LOOKING,
                index -> replica.target().list(query)));
      }
      pace(writer, perSecond);
      watchers.forEach(Watchers::measure);
      Pacer.Paced paced = pace(writer, perSecond);
      report(watchers, paced, watchersEach, perSecond, goal);
    } finally {
      watchers.forEach(Watchers::close);
    }
  }

  private void report(
      List<Watchers> watchers, Pacer.Paced paced, int watchersEach, int perSecond, double goal) {
    Latencies latencies = new Latencies();
    StringBuilder each = new StringBuilder();
    long ended = 0;
    for (Watchers some : watchers) {
      Latencies own = some.latencies();
      each.append("%.0f ".formatted(own.percentile(99)));
      latencies.add(own);
      ended += some.ended();
    }
    first.report(
        Figure.atMost(
            "%d replicas, %,d watchers each x %d updates/s, p99"
                .formatted(all.size(), watchersEach, perSecond),
            latencies.percentile(99),
            "ms",
            goal,
            "p50 %.1f ms, p99 of each %sms, %,d events looked at, %d writes failed, %d watches ended"
                .formatted(
                    latencies.percentile(50), each, latencies.count(), paced.failed(), ended)));
  }

  private Pacer.Paced pace(Client writer, int perSecond) throws InterruptedException {
    Target target = first.target();
    Pacer.Paced paced =
        new Pacer(writer, OPEN)
            .run(
                perSecond,
                number -> target.patch(number % first.filled(), Watchers.time()),
                2 * first.measureNanos());
    TimeUnit.MILLISECONDS.sleep(500); // lets the last events arrive
    return paced;
  }
}
