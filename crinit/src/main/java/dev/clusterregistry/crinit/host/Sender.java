package dev.clusterregistry.crinit.host;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request again when its connection breaks, in the midst of the answer too, or the server
 * is busy; no request of this package does harm when it is sent twice. The client's own retries end
 * with the head of an answer, so they are turned off.
 */
final class Sender {
  /** How long one attempt may take until the head of the answer is there. */
  static final int PATIENCE_SECONDS = 60;

  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLISECONDS = 100;
  private static final long LONGEST_PAUSE_MILLISECONDS = 10_000;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final HttpClient client;
  private final String url;

  Sender(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** The answer, whatever it says. */
  HttpResponse<String> send(HttpRequest request) {
    try {
      return sendAgain(request);
    } catch (TimeoutException e) {
      throw unreachable("no answer within " + 2 * PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  private HttpResponse<String> sendAgain(HttpRequest request)
      throws InterruptedException, TimeoutException {
    long pause = FIRST_PAUSE_MILLISECONDS;
    for (int attempt = 1; ; attempt++) {
      long wanted = 0;
      try {
        HttpResponse<String> response =
            client.sendAsync(request, String.class).get(PATIENCE_SECONDS * 2L, TimeUnit.SECONDS);
        if (attempt == ATTEMPTS || !isBusy(response)) {
          return response;
        }
        wanted = wanted(response);
      } catch (ExecutionException e) {
        if (attempt == ATTEMPTS || !isBroken(e)) {
          throw unreachable(reason(e), e);
        }
      }
      TimeUnit.MILLISECONDS.sleep(Math.max(pause, wanted));
      pause *= 2;
    }
  }

  private static boolean isBusy(HttpResponse<String> response) {
    return response.code() == TOO_MANY_REQUESTS || response.code() >= SERVER_ERRORS;
  }

  /** What the server asks for, in milliseconds; 0 if it does not. */
  private static long wanted(HttpResponse<String> response) {
    String seconds = response.header("Retry-After");
    if (seconds == null || !seconds.matches("[0-9]{1,6}")) {
      return 0;
    }
    return Math.min(LONGEST_PAUSE_MILLISECONDS, Long.parseLong(seconds) * 1000);
  }

  /** A connection that has ended, rather than an answer that does not come. */
  private static boolean isBroken(Throwable problem) {
    for (Throwable one = problem; one != null; one = one.getCause()) {
      if (one instanceof HttpTimeoutException) {
        return false;
      }
      if (one instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private UnreachableException unreachable(String why, Throwable cause) {
    return new UnreachableException("the server " + url + " cannot be reached: " + why, cause);
  }

  private static String reason(ExecutionException problem) {
    Throwable deepest = problem.getCause() == null ? problem : problem.getCause();
    while (deepest.getCause() != null && deepest.getMessage() == null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }
}
