package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Latencies;
import dev.clusterregistry.benchmarks.load.Receiver;
import dev.clusterregistry.benchmarks.load.Request;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
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
  private final Latencies latencies = new Latencies();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder lookingBytes = new LongAdder();
  private final LongAdder lookingFrames = new LongAdder();
  private final LongAdder ended = new LongAdder();

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
      client.connection(i).send(watch.apply(i), new Watcher(isLooking(i), open));
    }
    open.await();
  }

  private boolean isLooking(int index) {
    int every = Math.max(1, count / Math.max(1, looking));
    return looking > 0 && index % every == 0;
  }

  static String time() {
    return "%019d".formatted(System.nanoTime());
  }

  Latencies latencies() {
    return latencies;
  }

  /** Events so far, computed from the bytes of all and the mean frame of those that look. */
  double events() {
    double frames = lookingFrames.sum();
    return frames == 0 ? 0 : bytes.sum() * frames / lookingBytes.sum();
  }

  long ended() {
    return ended.sum();
  }

  private final class Watcher implements Receiver {
    private final boolean looks;
    private final CountDownLatch open;

    Watcher(boolean looks, CountDownLatch open) {
      this.looks = looks;
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
    public void data(ByteBuf part) {
      int length = part.readableBytes();
      bytes.add(length);
      if (looks) {
        lookingBytes.add(length);
        look(part);
      }
    }

    private void look(ByteBuf part) {
      long now = System.nanoTime();
      byte[] content = new byte[part.readableBytes()];
      part.readBytes(content);
      for (int i = 0; i < content.length; i++) {
        if (content[i] == '\n') {
          lookingFrames.increment();
        } else if (content[i] == '"' && isMark(content, i)) {
          latencies.add(now - number(content, i + NEEDLE.length));
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
    client.connections().forEach(dev.clusterregistry.benchmarks.load.Connection::cancelAll);
    client.close();
  }
}
