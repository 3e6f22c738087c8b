package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Receiver;
import dev.clusterregistry.benchmarks.load.Request;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One large answer's duration and length. */
record Download(double millis, long bytes) {

  static Download of(Client client, Request request) throws InterruptedException {
    Count count = new Count();
    long start = System.nanoTime();
    client.connection(0).send(request, count);
    count.ended.await();
    if (count.status != 200 || !count.clean) {
      throw new IllegalStateException("a list failed with status " + count.status);
    }
    return new Download((System.nanoTime() - start) / 1e6, count.bytes);
  }

  private static final class Count implements Receiver {
    private final CountDownLatch ended = new CountDownLatch(1);
    private int status;
    private boolean clean;
    private long bytes;

    @Override
    public void status(int received) {
      status = received;
    }

    @Override
    public void data(ByteBuf part, int length) {
      bytes += length;
    }

    @Override
    public void done(boolean complete) {
      clean = complete;
      ended.countDown();
    }
  }

  /** Downloads of the same thing. */
  static final class Series {
    private final Client client;
    private final Request request;
    private final @Nullable Long processId;
    private final double[] millis;
    private long bytes;
    private int rounds;
    private double server;
    private double own;

    Series(Client client, Request request, int length, @Nullable Long processId) {
      this.client = client;
      this.request = request;
      this.processId = processId;
      this.millis = new double[length];
    }

    /** Downloads for nothing until the durations settle. */
    void warmUp(int maximumRounds, int each) throws java.io.IOException, InterruptedException {
      Settling.settle(
          maximumRounds,
          () -> {
            double[] some = new double[each];
            for (int i = 0; i < each; i++) {
              some[i] = of(client, request).millis;
            }
            Arrays.sort(some);
            return some[each / 2];
          });
    }

    void next() throws InterruptedException {
      Cost.Meter meter = new Cost.Meter(processId);
      Download download = of(client, request);
      Cost cost = meter.of(1);
      server += cost.server();
      own += cost.client();
      bytes = download.bytes;
      millis[rounds++] = download.millis;
    }

    double median() {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    Cost cost() {
      return new Cost(server / rounds, own / rounds);
    }

    String note() {
      return "%.1f MB, slowest %.1f ms, server %.2f and client %.2f ms/MB"
          .formatted(
              bytes / 1e6,
              Arrays.stream(millis).max().orElse(0),
              server / rounds / bytes * 1000,
              own / rounds / bytes * 1000);
    }
  }
}
