package dev.clusterregistry.examples.notifier;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Posts messages as Slack's incoming web hooks take them, one after another on a thread of its own,
 * so that a slow hook holds up nobody. What fails is tried again, later and later.
 */
final class Webhook implements AutoCloseable {
  private static final int ATTEMPTS = 8;
  private static final int WAITING = 1_000;

  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final ExecutorService sender =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          work -> {
            Thread thread = new Thread(work, "webhook");
            thread.setDaemon(true);
            return thread;
          });

  Webhook(URI address) {
    this.address = address;
  }

  void post(String message) {
    try {
      sender.execute(() -> send(message));
    } catch (RejectedExecutionException e) {
      System.err.println("the web hook is too slow, this is dropped: " + message);
    }
  }

  private void send(String message) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(Serialization.asJson(Map.of("text", message))))
            .build();
    Duration pause = Duration.ofMillis(100);
    for (int attempt = 1; ; attempt++) {
      String problem = attempt(request);
      if (problem.isEmpty()) {
        return;
      }
      if (attempt == ATTEMPTS) {
        System.err.println("given up after " + problem + ": " + message);
        return;
      }
      pause(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /** What went wrong; empty if nothing. */
  private String attempt(HttpRequest request) {
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status < 300 ? "" : "HTTP status " + status;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives what is waiting some seconds. */
  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(5, TimeUnit.SECONDS)) {
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
