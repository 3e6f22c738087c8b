package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * So many clients, each of which sends its next request when its last one is answered.
 *
 * <p>A client is a stream; they are spread over the connections. Nothing is allocated for a
 * request, and nothing is shared between event loops while it runs.
 */
public final class ClosedLoop {
  private final Client client;
  private final int clients;
  private volatile boolean stopped;
  private volatile @Nullable String firstFailure;

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
    stopped = false;
    firstFailure = null;
    CountDownLatch ended = new CountDownLatch(clients);
    Map<Connection, Tally> tallies = new HashMap<>();
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      Connection connection = client.connection(i);
      Tally tally = tallies.computeIfAbsent(connection, c -> new Tally());
      Loop loop = new Loop(connection, i, script, tally, ended);
      connection.loop().execute(loop::step);
    }
    if (!ended.await(maximumNanos, TimeUnit.NANOSECONDS)) {
      stopped = true;
      ended.await();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Latencies latencies = new Latencies();
    long failures = 0;
    for (Tally tally : tallies.values()) {
      latencies.add(tally.latencies);
      failures += tally.failures;
    }
    String why = firstFailure;
    return new Outcome(seconds, latencies, failures, why == null ? "" : why);
  }

  /** What the clients of one connection have reached; filled on its loop. */
  private static final class Tally {
    private final Latencies latencies = new Latencies();
    private long failures;
  }

  /** One client. */
  private final class Loop implements Receiver {
    private final Connection connection;
    private final int index;
    private final Script script;
    private final boolean wantsBody;
    private final Tally tally;
    private final CountDownLatch ended;
    private long start;
    private int status;
    private byte[] body = new byte[0];

    Loop(Connection connection, int index, Script script, Tally tally, CountDownLatch ended) {
      this.connection = connection;
      this.index = index;
      this.script = script;
      this.wantsBody = script.wantsBody();
      this.tally = tally;
      this.ended = ended;
    }

    void step() {
      Request request = stopped ? null : script.next(index);
      if (request == null) {
        ended.countDown();
        return;
      }
      status = 0;
      start = System.nanoTime();
      connection.send(request, this);
    }

    @Override
    public void status(int received) {
      status = received;
    }

    @Override
    public void data(ByteBuf part, int length) {
      if (wantsBody || status >= 300) {
        int before = body.length;
        body = Arrays.copyOf(body, before + length);
        part.getBytes(part.readerIndex(), body, before, length);
      }
    }

    @Override
    public void done(boolean clean) {
      tally.latencies.add(System.nanoTime() - start);
      byte[] received = body;
      if (received.length > 0) {
        body = new byte[0];
      }
      if (!clean || status >= 300) {
        failed(received);
        if (!clean) {
          ended.countDown();
          return;
        }
      } else if (wantsBody) {
        script.answered(index, received);
      }
      step();
    }

    private void failed(byte[] received) {
      tally.failures++;
      if (firstFailure == null) {
        firstFailure = status + " " + new String(received, StandardCharsets.UTF_8);
      }
    }
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
