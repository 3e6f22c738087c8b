package dev.clusterregistry.benchmarks.load;

import dev.clusterregistry.apiserver.http.Handler;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.HttpServer;
import dev.clusterregistry.apiserver.http.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The product's transport with a handler of the test's. */
public final class TinyServer implements AutoCloseable {
  private final HttpServer server;

  public TinyServer(Handler handler) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TlsOptions tls = TlsOptions.of(file("server.crt"), file("server.key"));
    server = new HttpServer(HttpOptions.of(any, tls), handler);
    server.start();
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  public Client connect(int connections) throws IOException, InterruptedException {
    return new Client(address(), new Credentials(null, null, null, "token"), connections);
  }

  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TinyServer.class.getResource("/tls/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
