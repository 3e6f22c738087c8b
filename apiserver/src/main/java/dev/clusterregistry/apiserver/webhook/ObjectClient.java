package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads objects of a Kubernetes API server, and follows them. Follows no redirects. */
public final class ObjectClient implements AutoCloseable {
  private static final int LONGEST = 4 << 20;

  private final Duration timeout;
  private final FollowedClient client;

  /**
   * @param server says where the root of its API is; what it says may change
   * @param timeout of one answer
   * @throws IOException if it says nothing usable now
   */
  public ObjectClient(TargetSource server, Duration timeout) throws IOException {
    this.timeout = timeout;
    this.client = new FollowedClient(server, timeout);
  }

  /**
   * @param path from a slash on, with the query
   * @throws IOException with one line if there is no good answer in time
   */
  public byte[] get(String path) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> response = send(path, info -> new LimitedBody(LONGEST));
    try {
      HttpResponse<byte[]> answer = await(response, path);
      if (answer.statusCode() != 200) {
        throw answers(path, answer.statusCode());
      }
      return answer.body();
    } finally {
      response.cancel(true);
    }
  }

  /**
   * Begins to read an answer that has no end, such as a watch.
   *
   * @throws IOException when it is read, if there is no good answer
   */
  public LineStream follow(String path) throws IOException {
    LineStream lines = new LineStream(withoutQuery(path));
    lines.of(
        send(
            path,
            info ->
                info.statusCode() == 200
                    ? HttpResponse.BodySubscribers.fromLineSubscriber(
                        lines, line -> null, StandardCharsets.UTF_8, "\n")
                    : refused(lines, path, info.statusCode())));
    return lines;
  }

  private HttpResponse.BodySubscriber<Void> refused(LineStream lines, String path, int status) {
    lines.refused(answers(path, status));
    return HttpResponse.BodySubscribers.replacing(null);
  }

  private IOException answers(String path, int status) {
    return new IOException(withoutQuery(path) + " answers " + status);
  }

  private <T> CompletableFuture<HttpResponse<T>> send(String path, BodyHandler<T> body)
      throws IOException {
    FollowedClient.Connected now = client.current();
    HttpRequest request = now.request(path).header("Accept", "application/json").GET().build();
    return now.client().sendAsync(request, body);
  }

  private <T> T await(CompletableFuture<T> response, String path) throws IOException {
    try {
      return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(withoutQuery(path) + " does not answer in time");
    } catch (ExecutionException e) {
      throw new IOException(withoutQuery(path) + " cannot be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private String withoutQuery(String path) {
    int query = path.indexOf('?');
    return client.target().at(query < 0 ? path : path.substring(0, query)).toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
