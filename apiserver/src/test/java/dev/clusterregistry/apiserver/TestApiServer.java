package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.auth.BearerAuthenticator;
import dev.clusterregistry.apiserver.auth.CertificateAuthenticator;
import dev.clusterregistry.apiserver.auth.TokenFileAuthenticator;
import dev.clusterregistry.apiserver.auth.UnionAuthenticator;
import dev.clusterregistry.apiserver.cache.FaultyStore;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TestTls;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A server of widgets with an empty store in memory, and a client for it. */
final class TestApiServer implements AutoCloseable {
  static final String ADMIN = "admin-token";
  static final String JANE = "jane-token";

  private final Path tokens;
  private final FaultyStore store = new FaultyStore();
  private final ApiServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_2)
          .sslContext(TestTls.client())
          .build();

  TestApiServer() throws IOException {
    this(options -> options);
  }

  TestApiServer(UnaryOperator<ApiServerOptions> changes) throws IOException {
    tokens = Files.createTempFile("tokens", ".csv");
    Files.writeString(
        tokens,
        ADMIN + ",admin,uid-admin,system:masters\n" + JANE + ",jane,uid-jane,\"devs,ops\"\n");
    UnionAuthenticator authenticator =
        new UnionAuthenticator(
            List.of(
                new CertificateAuthenticator(
                    List.of(TestTls.file("ca.crt")), InstantSource.system()),
                new BearerAuthenticator(List.of(new TokenFileAuthenticator(tokens)))),
            true);
    HttpOptions http =
        HttpOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TestTls.options())
            .withLoops(1);
    server =
        new ApiServer(
            changes.apply(
                ApiServerOptions.of(
                    List.of(widgets()),
                    store,
                    http,
                    authenticator,
                    ServerVersion.of("0.0.1", "abc", "clean", "2026-01-02T03:04:05Z"))));
    server.start();
  }

  static Kind widgets() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TestApiServer.class.getResourceAsStream("/kinds/widgets.yaml"))) {
      return new KindReader().read("widgets.yaml", in.readAllBytes());
    }
  }

  FaultyStore store() {
    return store;
  }

  ApiServer server() {
    return server;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(String token, String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String token, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = as(token, path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    server.close();
    store.close();
    client.close();
    Files.delete(tokens);
  }
}
