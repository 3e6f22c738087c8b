package dev.clusterregistry.apiserver.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** Says over TLS exactly what it is told to, and reads until the server closes. */
final class RawClient implements AutoCloseable {
  private final SSLSocket socket;

  RawClient(TestServer server) throws IOException {
    socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("localhost", server.server().port());
    socket.setSoTimeout(20_000);
    socket.startHandshake();
  }

  RawClient say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** All until the server ends the connection. */
  String rest() throws IOException {
    return new String(in().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** As much as it takes to see the text. */
  String until(String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(text) < 0) {
      int c = in().read();
      if (c < 0) {
        throw new IOException("closed after: " + seen);
      }
      seen.append((char) c);
    }
    return seen.toString();
  }

  /** A reset instead of an orderly close. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
