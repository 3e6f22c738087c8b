package dev.clusterregistry.tests.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with one HTTP/2 connection; the administrator unless said otherwise. */
public final class Api implements AutoCloseable {
  static final String CLUSTERS = "/apis/clusterregistry.k8s.io/v1alpha1/clusters";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String url;
  private final String token;
  private final HttpClient client;

  /** What came back; the body is a missing node if it is not JSON. */
  public record Answer(int code, HttpHeaders headers, JsonNode body) {
    public long revision() {
      return Long.parseLong(body.at("/metadata/resourceVersion").asString());
    }
  }

  public Api(ServerProcess server) {
    this(server, null);
  }

  Api(ServerProcess server, @Nullable Executor executor) {
    this(server, executor, ServerProcess.TOKEN);
  }

  private Api(ServerProcess server, @Nullable Executor executor, String token) {
    this.token = token;
    url = server.url();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(PATIENCE)
            .sslContext(server.trust());
    client = (executor == null ? builder : builder.executor(executor)).build();
  }

  /** Somebody else, by a token that the server knows. */
  static Api of(ServerProcess server, String token) {
    return new Api(server, null, token);
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofString(json));
  }

  public Answer put(String path, String json) throws IOException, InterruptedException {
    return send("PUT", path, BodyPublishers.ofString(json));
  }

  /** Posts, and wants the answer in another form than JSON as it is. */
  Answer post(String path, String json, String accept) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .POST(BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .setHeader("Accept", accept)
            .timeout(PATIENCE)
            .build();
    return answer(client.send(request, BodyHandlers.ofByteArray()));
  }

  /**
   * Patches.
   *
   * @param type such as merge-patch+json
   */
  Answer patch(String path, String type, String json) throws IOException, InterruptedException {
    return send("PATCH", path, BodyPublishers.ofString(json), "application/" + type);
  }

  private Answer send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(method, path, body, "application/json");
  }

  private Answer send(String method, String path, BodyPublisher body, String type)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path).method(method, body).header("Content-Type", type).timeout(PATIENCE).build();
    return answer(client.send(request, BodyHandlers.ofByteArray()));
  }

  private static Answer answer(HttpResponse<byte[]> response) throws IOException {
    if (response.version() != HttpClient.Version.HTTP_2) {
      throw new IllegalStateException("not HTTP/2");
    }
    boolean json =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return new Answer(
        response.statusCode(),
        response.headers(),
        json ? JSON.readTree(response.body()) : JSON.missingNode());
  }

  /** What is no JSON, such as metrics. */
  String text(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /**
   * Watches.
   *
   * @param lines gets the bytes of each event, one after the other
   */
  Watch watch(String path, long after, Consumer<byte[]> lines) {
    Watch watch = new Watch(lines);
    String query = (path.contains("?") ? "&" : "?") + "watch=true&resourceVersion=" + after;
    watch.follow(client.sendAsync(request(path + query).build(), watch.handler()));
    return watch;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
