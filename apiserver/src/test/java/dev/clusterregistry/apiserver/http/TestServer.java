package dev.clusterregistry.apiserver.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A server on a free port of the loopback interface, and clients for it. */
public final class TestServer implements AutoCloseable {
  private final HttpServer server;

  private TestServer(HttpServer server) {
    this.server = server;
  }

  public static TestServer start(Handler handler) {
    return start(handler, options -> options);
  }

  public static TestServer start(Handler handler, UnaryOperator<HttpOptions> changes) {
    return start(handler, TestTls.options(), changes);
  }

  public static TestServer start(
      Handler handler, TlsOptions tls, UnaryOperator<HttpOptions> changes) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = new HttpServer(changes.apply(HttpOptions.of(any, tls)), handler);
    try {
      server.start();
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException(e);
    }
    return new TestServer(server);
  }

  public HttpServer server() {
    return server;
  }

  public URI uri(String pathAndQuery) {
    return URI.create("https://localhost:" + server.port() + pathAndQuery);
  }

  public HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(uri(pathAndQuery)).timeout(Duration.ofSeconds(20));
  }

  public static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).sslContext(TestTls.client()).build();
  }

  public static Reply.Full text(String text) {
    return text(200, text);
  }

  public static Reply.Full text(int status, String text) {
    Headers headers = Headers.of("Content-Type", "text/plain");
    return new Reply.Full(status, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
