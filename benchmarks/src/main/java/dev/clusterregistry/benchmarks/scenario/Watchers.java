package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Connection;
import dev.clusterregistry.benchmarks.load.Latencies;
import dev.clusterregistry.benchmarks.load.Receiver;
import dev.clusterregistry.benchmarks.load.Request;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * Open watches. Some of them look into their events: at the time that the writer put in, and for
 * the end of a line; the others count bytes.
 */
final class Watchers implements AutoCloseable {
  /** The annotation that holds the time of the write. */
  static final String MARK = "bench-t";

  private static final byte[] NEEDLE = ("\"" + MARK + "\":\"").getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 19;

  private final Client client;
  private final int count;
  private final int looking;
  private final Map<Connection, Tally> tallies = new LinkedHashMap<>();
  private final LongAdder ended = new LongAdder();
  private volatile boolean measuring;

  /** What has come over one connection; written by its loop. */
  private static final class Tally {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lookingBytes = new AtomicLong();
    private final AtomicLong lookingFrames = new AtomicLong();
    private final Latencies latencies = new Latencies();

    static void add(AtomicLong sum, long more) {
      sum.lazySet(sum.get() + more);
    }
  }

  /**
   * @param looking how many of them look into their events
   */
  Watchers(Bench bench, int connections, int count, int looking, IntFunction<Request> watch)
      throws IOException, InterruptedException {
    this.client = bench.connect(connections);
    this.count = count;
    this.looking = looking;
    CountDownLatch open = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Connection connection = client.connection(i);
      Tally tally = tallies.computeIfAbsent(connection, c -> new Tally());
      connection.send(watch.apply(i), new Watcher(isLooking(i), tally, open));
    }
    open.await();
  }

  private boolean isLooking(int index) {
    int every = Math.max(1, count / Math.max(1, looking));
    return looking > 0 && index % every == 0;
  }

  static String time() {
    String nanos = Long.toString(System.nanoTime());
    return "0".repeat(DIGITS - nanos.length()) + nanos;
  }

  /** From now on latencies count. */
  void measure() {
    measuring = true;
  }

  /** Those since {@link #measure}, which end with this. */
  Latencies latencies() {
    measuring = false;
    Latencies all = new Latencies();
    tallies.values().forEach(tally -> all.add(tally.latencies));
    return all;
  }

  /** Events so far, computed from the bytes of all and the mean frame of those that look. */
  double events() {
    double bytes = 0;
    double lookingBytes = 0;
    double frames = 0;
    for (Tally tally : tallies.values()) {
      bytes += tally.bytes.get();
      lookingBytes += tally.lookingBytes.get();
      frames += tally.lookingFrames.get();
    }
    return frames == 0 ? 0 : bytes * frames / lookingBytes;
  }

  long ended() {
    return ended.sum();
  }

  private final class Watcher implements Receiver {
    private final boolean looks;
    private final Tally tally;
    private final CountDownLatch open;

    Watcher(boolean looks, Tally tally, CountDownLatch open) {
      this.looks = looks;
      this.tally = tally;
      this.open = open;
    }

    @Override
    public void status(int status) {
      if (status != 200) {
        throw new IllegalStateException("a watch was answered with " + status);
      }
      open.countDown();
    }

    @Override
    public void data(ByteBuf part, int length) {
      Tally.add(tally.bytes, length);
      if (looks) {
        Tally.add(tally.lookingBytes, length);
        look(part, length);
      }
    }

    private void look(ByteBuf part, int length) {
      long now = System.nanoTime();
      byte[] content = new byte[length];
      part.getBytes(part.readerIndex(), content);
      for (int i = 0; i < content.length; i++) {
        if (content[i] == '\n') {
          Tally.add(tally.lookingFrames, 1);
        } else if (measuring && content[i] == '"' && isMark(content, i)) {
          tally.latencies.add(now - number(content, i + NEEDLE.length));
        }
      }
    }

    private static boolean isMark(byte[] content, int from) {
      if (from + NEEDLE.length + DIGITS > content.length) {
        return false; // cut in two by a DATA frame: not measured
      }
      for (int i = 1; i < NEEDLE.length; i++) {
        if (content[from + i] != NEEDLE[i]) {
          return false;
        }
      }
      return true;
    }

    private static long number(byte[] content, int from) {
      long number = 0;
      for (int i = from; i < from + DIGITS; i++) {
        number = 10 * number + content[i] - '0';
      }
      return number;
    }

    @Override
    public void done(boolean clean) {
      ended.increment();
      open.countDown();
    }
  }

  @Override
  public void close() {
    client.connections().forEach(Connection::cancelAll);
    client.close();
  }
}
