package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lists of all sizes, by one client. */
public final class Lists {
  private static final int WARM_UP_DOWNLOADS = 10;

  private final Bench bench;

  public Lists(Bench bench) {
    this.bench = bench;
  }

  /** Everything, beside the transport's own limit if there is one. */
  public void plain(int count, double goal, @Nullable TransportLimit limit)
      throws IOException, InterruptedException {
    String name = "list of %,d".formatted(count);
    try (Client client = bench.connect(1)) {
      Download.Series ours = series(client, bench.target().list(""), count);
      if (limit == null) {
        measure(name, ours, count, goal);
        return;
      }
      try (Client other = limit.connect(1)) {
        int each = bench.objectBytes();
        Request constant = Request.get("/list/%d/%d".formatted(count, each));
        Download.Series most =
            new Download.Series(other, constant, rounds(count), limit.processId());
        warmUp(ours, count);
        warmUp(most, count);
        for (int i = 0; i < rounds(count); i++) {
          ours.next();
          most.next();
        }
        report(name, ours, goal);
        report(
            "transport limit: %,d x %,d bytes streamed".formatted(count, each), most, Double.NaN);
        double share = 100 * most.median() / ours.median();
        bench.report(Figure.atLeast(name + ", share of the transport limit", share, "%", 70, ""));
      }
    }
  }

  public void gzip(int count, double goal) throws IOException, InterruptedException {
    measure("list of %,d, gzip".formatted(count), bench.target().list("").gzip(), count, goal);
  }

  public void selector(int count) throws IOException, InterruptedException {
    Request request = bench.target().list("labelSelector=percent%3Done");
    measure("selector, 1 %% of %,d".formatted(count), request, count / 100, 2);
  }

  private void measure(String name, Request request, int objects, double goal)
      throws IOException, InterruptedException {
    try (Client client = bench.connect(1)) {
      measure(name, series(client, request, objects), objects, goal);
    }
  }

  private void measure(String name, Download.Series series, int objects, double goal)
      throws IOException, InterruptedException {
    warmUp(series, objects);
    for (int i = 0; i < rounds(objects); i++) {
      series.next();
    }
    report(name, series, goal);
  }

  private Download.Series series(Client client, Request request, int objects) {
    return new Download.Series(client, request, rounds(objects), bench.target().processId());
  }

  private static int rounds(int objects) {
    return objects > 50_000 ? 5 : objects > 500 ? 25 : 200;
  }

  private void warmUp(Download.Series series, int objects)
      throws IOException, InterruptedException {
    int each = objects > 50_000 ? 2 : objects > 500 ? WARM_UP_DOWNLOADS : 20 * WARM_UP_DOWNLOADS;
    series.warmUp(bench.warmUps(), each);
  }

  private void report(String name, Download.Series series, double goal) {
    bench.report(
        Figure.atMost(name, series.median(), "ms", goal, series.note()).costing(series.cost()));
  }

  /** All pages of 500, one after the other. */
  public void pages(int count) throws IOException, InterruptedException {
    try (Client client = bench.connect(1)) {
      Settling.settle(
          bench.warmUps(),
          () -> {
            long start = System.nanoTime();
            walk(client);
            return System.nanoTime() - start;
          });
      long start = System.nanoTime();
      int pages = walk(client);
      double millis = (System.nanoTime() - start) / 1e6;
      bench.report(
          Figure.atMost(
              "list of %,d in pages of 500".formatted(count),
              millis,
              "ms",
              Double.NaN,
              pages + " pages"));
    }
  }

  private int walk(Client client) throws InterruptedException {
    String token = "";
    int pages = 0;
    do {
      String query = "limit=500" + (token.isEmpty() ? "" : "&continue=" + token);
      Client.Answer answer = client.call(bench.target().list(query));
      if (answer.status() != 200) {
        throw new IllegalStateException("a page failed: " + answer.text());
      }
      int length = Math.min(2000, answer.body().length);
      String head = new String(answer.body(), 0, length, StandardCharsets.ISO_8859_1);
      int from = head.indexOf("\"continue\":\"");
      int items = head.indexOf("\"items\"");
      boolean more = from >= 0 && (items < 0 || from < items);
      token = more ? head.substring(from + 12, head.indexOf('"', from + 12)) : "";
      token = URLEncoder.encode(token, StandardCharsets.UTF_8);
      pages++;
    } while (!token.isEmpty());
    return pages;
  }
}
