package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts questions to a webhook and waits for the answers. A failure is tried again twice within the
 * time limit; after several in a row it fails at once for a while. Never logs a question.
 */
public final class WebhookClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);
  private static final int ATTEMPTS = 3;
  private static final int AT_ONCE = 64;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final Duration timeout;
  private final FollowedClient client;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Circuit circuit = new Circuit();

  /**
   * @param source says where the webhook is; what it says may change
   * @param timeout of one question, all attempts together
   * @throws IOException if it says nothing usable now
   */
  public WebhookClient(TargetSource source, Duration timeout) throws IOException {
    this.timeout = timeout;
    this.client = new FollowedClient(source, timeout);
  }

  /**
   * The body of a successful answer.
   *
   * @throws IOException if there is none within the time limit; without secrets
   */
  public byte[] post(byte[] json) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    if (!circuit.passes(System.nanoTime())) {
      throw new IOException(
          "the webhook " + client.target() + " has failed too often, and is left alone");
    }
    try {
      if (!room.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the webhook " + client.target() + " is busy");
      }
      try {
        byte[] answer = attempts(json, deadline);
        circuit.succeeded();
        return answer;
      } catch (IOException e) {
        if (circuit.failed(System.nanoTime())) {
          LOG.warn(
              "The webhook {} fails and is left alone for a while: {}", client.target(), text(e));
        }
        throw e;
      } finally {
        room.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private byte[] attempts(byte[] json, long deadline) throws IOException, InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = once(json, deadline - System.nanoTime());
        int status = response.statusCode();
        if (status / 100 == 2) {
          return response.body();
        }
        if (attempt == ATTEMPTS || (status < 500 && status != 429)) {
          throw new RefusedException("the webhook " + client.target() + " answers " + status);
        }
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || deadline - System.nanoTime() <= 0) {
          throw e;
        }
      }
      Thread.sleep(pause);
      pause *= 3;
    }
  }

  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  private HttpResponse<byte[]> once(byte[] json, long nanos)
      throws IOException, InterruptedException {
    if (nanos <= 0) {
      throw new IOException("the webhook " + client.target() + " does not answer in time");
    }
    FollowedClient.Connected now = client.current();
    CompletableFuture<HttpResponse<byte[]>> response =
        now.client().sendAsync(request(now, json), info -> new LimitedBody(LONGEST_ANSWER));
    try {
      return response.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the webhook " + client.target() + " does not answer in time");
    } catch (ExecutionException e) {
      throw new IOException(
          "the webhook " + client.target() + " cannot be asked: " + text(e.getCause()), e);
    } finally {
      response.cancel(true);
    }
  }

  private static HttpRequest request(FollowedClient.Connected now, byte[] json) throws IOException {
    return now.request("")
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, */*")
        .POST(HttpRequest.BodyPublishers.ofByteArray(json))
        .build();
  }

  private static String text(@Nullable Throwable problem) {
    if (problem == null) {
      return "no reason given";
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.close();
  }
}
