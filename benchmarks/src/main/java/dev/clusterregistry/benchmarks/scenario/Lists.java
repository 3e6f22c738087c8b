package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Receiver;
import dev.clusterregistry.benchmarks.load.Request;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Lists of all sizes, by one client. */
public final class Lists {
  private static final int WARM_UPS = 5;

  private final Bench bench;

  public Lists(Bench bench) {
    this.bench = bench;
  }

  /** One answer's duration and length. */
  private record Download(double millis, long bytes) {}

  public double plain(int count, double goal) throws IOException, InterruptedException {
    return measure("list of %,d".formatted(count), bench.target().list(""), count, goal);
  }

  public double gzip(int count, double goal) throws IOException, InterruptedException {
    return measure(
        "list of %,d, gzip".formatted(count), bench.target().list("").gzip(), count, goal);
  }

  public void selector(int count) throws IOException, InterruptedException {
    Request request = bench.target().list("labelSelector=percent%3Done");
    measure("selector, 1 %% of %,d".formatted(count), request, count / 100, 2);
  }

  private double measure(String name, Request request, int objects, double goal)
      throws IOException, InterruptedException {
    int rounds = objects > 50_000 ? 5 : 15;
    double[] millis = new double[rounds];
    long bytes = 0;
    try (Client client = bench.connect(1)) {
      for (int i = 0; i < WARM_UPS; i++) {
        download(client, request);
      }
      for (int i = 0; i < rounds; i++) {
        Download download = download(client, request);
        millis[i] = download.millis;
        bytes = download.bytes;
      }
    }
    Arrays.sort(millis);
    double median = millis[rounds / 2];
    String note = "%.1f MB, slowest %.1f ms".formatted(bytes / 1e6, millis[rounds - 1]);
    bench.report(Figure.atMost(name, median, "ms", goal, note));
    return median;
  }

  static double download(Client client, String path) throws InterruptedException {
    return download(client, Request.get(path)).millis;
  }

  private static Download download(Client client, Request request) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    long[] bytes = new long[1];
    int[] outcome = new int[2];
    long start = System.nanoTime();
    client
        .connection(0)
        .send(
            request,
            new Receiver() {
              @Override
              public void status(int status) {
                outcome[0] = status;
              }

              @Override
              public void data(ByteBuf part) {
                bytes[0] += part.readableBytes();
              }

              @Override
              public void done(boolean clean) {
                outcome[1] = clean ? 1 : 0;
                ended.countDown();
              }
            });
    ended.await();
    if (outcome[0] != 200 || outcome[1] == 0) {
      throw new IllegalStateException("a list failed with status " + outcome[0]);
    }
    return new Download((System.nanoTime() - start) / 1e6, bytes[0]);
  }

  /** All pages of 500, one after the other. */
  public void pages(int count) throws IOException, InterruptedException {
    try (Client client = bench.connect(1)) {
      walk(client);
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
      token = java.net.URLEncoder.encode(token, StandardCharsets.UTF_8);
      pages++;
    } while (!token.isEmpty());
    return pages;
  }
}
