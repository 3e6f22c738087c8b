package dev.clusterregistry.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * So many clients, each of which sends its next request when its last one is answered.
 *
 * <p>A client is a stream; they are spread over the connections.
 */
public final class ClosedLoop {
  private final Client client;
  private final int clients;
  private final Latencies latencies = new Latencies();
  private final LongAdder failures = new LongAdder();
  private volatile boolean stopped;
  private volatile @Nullable String firstFailure;

  /** What a run reached. */
  public record Outcome(
      double perSecond, double p50, double p99, long count, long failures, String firstFailure) {}

  /** Makes a client's requests; null ends the client. Called on event loops. */
  public interface Script {
    @Nullable Request next(int client);

    /** The answer's body is handed on if this is true. */
    default boolean wantsBody() {
      return false;
    }

    default void answered(int client, byte[] body) {}
  }

  public ClosedLoop(Client client, int clients) {
    this.client = client;
    this.clients = clients;
  }

  /** Runs until all clients have ended. */
  public Outcome run(Script script) throws InterruptedException {
    return run(script, Long.MAX_VALUE);
  }

  /** Runs for a time at most. */
  public Outcome run(Script script, long maximumNanos) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(clients);
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      Connection connection = client.connection(i);
      int index = i;
      connection.loop().execute(() -> step(connection, index, script, ended));
    }
    if (!ended.await(maximumNanos, java.util.concurrent.TimeUnit.NANOSECONDS)) {
      stopped = true;
      ended.await();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String why = firstFailure;
    return new Outcome(
        latencies.count() / seconds,
        latencies.percentile(50),
        latencies.percentile(99),
        latencies.count(),
        failures.sum(),
        why == null ? "" : why);
  }

  private void step(Connection connection, int index, Script script, CountDownLatch ended) {
    Request request = stopped ? null : script.next(index);
    if (request == null) {
      ended.countDown();
      return;
    }
    connection.send(request, new Answer(connection, index, script, ended));
  }

  private final class Answer implements Receiver {
    private final long start = System.nanoTime();
    private final Connection connection;
    private final int index;
    private final Script script;
    private final CountDownLatch ended;
    private byte[] body = new byte[0];
    private int status;

    Answer(Connection connection, int index, Script script, CountDownLatch ended) {
      this.connection = connection;
      this.index = index;
      this.script = script;
      this.ended = ended;
    }

    @Override
    public void status(int received) {
      status = received;
    }

    @Override
    public void data(io.netty.buffer.ByteBuf part) {
      if (script.wantsBody() || status >= 300) {
        byte[] longer = java.util.Arrays.copyOf(body, body.length + part.readableBytes());
        part.readBytes(longer, body.length, part.readableBytes());
        body = longer;
      }
    }

    @Override
    public void done(boolean clean) {
      latencies.add(System.nanoTime() - start);
      if (!clean || status >= 300) {
        failures.increment();
        if (firstFailure == null) {
          firstFailure = status + " " + new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }
        if (!clean) {
          ended.countDown();
          return;
        }
      } else if (script.wantsBody()) {
        script.answered(index, body);
      }
      step(connection, index, script, ended);
    }
  }

  /** The same number of requests for each client. */
  public static Script each(int perClient, int clients, IntFunction<Request> request) {
    int[] done = new int[clients * 16];
    return client -> {
      int n = done[client * 16]++;
      return n >= perClient ? null : request.apply(n * clients + client);
    };
  }

  /** Requests numbered from 0, taken by whoever is free. */
  public static Script numbered(int count, IntFunction<Request> request) {
    AtomicLong next = new AtomicLong();
    return client -> {
      long n = next.getAndIncrement();
      return n >= count ? null : request.apply((int) n);
    };
  }
}
