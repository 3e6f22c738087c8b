package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Receiver;
import dev.clusterregistry.benchmarks.load.Request;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Informers that start at the same time: everything by {@code sendInitialEvents}. */
public final class ColdStart {
  private static final byte[] END = "k8s.io/initial-events-end".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 600;
  private static final int ROUNDS = 3;
  private static final String QUERY =
      "watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
          + "&resourceVersionMatch=NotOlderThan&resourceVersion=";

  private final Bench bench;

  public ColdStart(Bench bench) {
    this.bench = bench;
  }

  public void run(int informers, double goalMillis) throws IOException, InterruptedException {
    Settling.settle(bench.warmUps(), () -> measure(informers, new LongAdder()));
    LongAdder bytes = new LongAdder();
    double[] millis = new double[ROUNDS];
    Cost.Meter meter = bench.meter();
    for (int i = 0; i < ROUNDS; i++) {
      millis[i] = measure(informers, bytes);
    }
    Cost cost = meter.of((double) ROUNDS * informers);
    Arrays.sort(millis);
    bench.report(
        Figure.atMost(
                "%d informers cold start on %,d".formatted(informers, bench.filled()),
                millis[ROUNDS / 2],
                "ms",
                goalMillis,
                "%.0f MB, slowest %.0f ms, client %,.0f us"
                    .formatted(bytes.sum() / 1e6 / ROUNDS, millis[ROUNDS - 1], cost.client()))
            .costing(cost));
  }

  private double measure(int informers, LongAdder bytes) throws IOException, InterruptedException {
    CountDownLatch synced = new CountDownLatch(informers);
    Request request = bench.target().list(QUERY);
    try (Client client = bench.connect(10)) {
      long start = System.nanoTime();
      for (int i = 0; i < informers; i++) {
        client.connection(i).send(request, new Informer(synced, bytes));
      }
      synced.await();
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /** The bookmark is the last that comes, so only the ends of the parts are searched for it. */
  private static final class Informer implements Receiver {
    private final CountDownLatch synced;
    private final LongAdder bytes;
    private byte[] tail = new byte[0];
    private boolean done;

    Informer(CountDownLatch synced, LongAdder bytes) {
      this.synced = synced;
      this.bytes = bytes;
    }

    @Override
    public void status(int status) {
      if (status != 200) {
        throw new IllegalStateException("an informer was answered with " + status);
      }
    }

    @Override
    public void data(ByteBuf part, int length) {
      bytes.add(length);
      int take = Math.min(length, TAIL);
      int keep = Math.min(tail.length, TAIL - take);
      byte[] joined = new byte[keep + take];
      System.arraycopy(tail, tail.length - keep, joined, 0, keep);
      part.getBytes(part.readerIndex() + length - take, joined, keep, take);
      tail = joined;
      boolean lineEnds = take > 0 && joined[joined.length - 1] == '\n';
      if (lineEnds && !done && contains(joined)) {
        done = true;
        synced.countDown();
      }
    }

    private static boolean contains(byte[] text) {
      for (int i = 0; i + END.length <= text.length; i++) {
        int j = 0;
        while (j < END.length && text[i + j] == END[j]) {
          j++;
        }
        if (j == END.length) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void done(boolean clean) {
      synced.countDown();
    }
  }
}
