package dev.clusterregistry.tests.crinit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clusterregistry.crinit.certificate.Authority;
import dev.clusterregistry.crinit.certificate.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One address for what is one process in a kube-apiserver: the aggregation layer, and behind it the
 * server of all other groups. Can refuse writes, as admission does.
 */
final class Front implements AutoCloseable {
  private static final List<String> PASSED_ON =
      List.of("Authorization", "Accept", "Content-Type", "User-Agent");
  private static final int BUFFER_BYTES = 8192;

  private final HttpsServer server;
  private final HttpClient client;
  private final Authority authority;
  private final String aggregator;
  private final String host;

  private volatile @Nullable String refused;

  private Front(
      HttpsServer server, HttpClient client, Authority authority, String aggregator, String host) {
    this.server = server;
    this.client = client;
    this.authority = authority;
    this.aggregator = aggregator;
    this.host = host;
  }

  /**
   * @param aggregator address of the aggregation layer; that of the host if it has none
   */
  static Front of(String aggregator, String host) throws IOException, GeneralSecurityException {
    Authority authority = Authority.create("front", Instant.now());
    Issued issued = authority.server(List.of("localhost", "127.0.0.1"));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Identity.context(issued)));
    HttpClient client = HttpClient.newBuilder().sslContext(Probe.ANYBODY).build();
    Front front = new Front(server, client, authority, aggregator, host);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", front::answer);
    server.start();
    return front;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig of the host, made one of this address. */
  String kubeconfig(String ofTheHost) {
    String trusted =
        Base64.getEncoder().encodeToString(authority.own().certificate().getBytes(UTF_8));
    return ofTheHost
        .replaceAll("certificate-authority-data: .*", "certificate-authority-data: " + trusted)
        .replace(host, url());
  }

  /**
   * @param resource whose writes are refused from now on; null for none
   */
  void refuse(@Nullable String resource) {
    refused = resource;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String resource = refused;
    boolean write = !exchange.getRequestMethod().equals("GET");
    try (exchange) {
      if (write
          && resource != null
          && exchange.getRequestURI().getPath().contains("/" + resource + "/")) {
        refuse(exchange, resource);
      } else {
        passOn(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange, String resource) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] status =
        ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":403,\"message\":"
                + "\"admission webhook \\\"policy.example.org\\\" denied the request: no "
                + resource
                + " here\"}")
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(403, status.length);
    exchange.getResponseBody().write(status);
  }

  private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
    URI asked = exchange.getRequestURI();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(backend(asked.getPath()) + asked))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(response.statusCode(), 0);
    try (InputStream in = response.body();
        OutputStream out = exchange.getResponseBody()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        out.flush(); // An event of a watch does not wait for the next one.
      }
    }
  }

  /** Discovery of groups is the aggregator's, too. */
  private String backend(String path) {
    boolean aggregated =
        path.equals("/apis")
            || path.startsWith("/apis/apiregistration.k8s.io")
            || path.startsWith("/apis/clusterregistry.k8s.io");
    return aggregated ? aggregator : host;
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}
