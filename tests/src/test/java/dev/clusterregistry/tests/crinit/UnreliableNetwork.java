package dev.clusterregistry.tests.crinit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries connections to a server, and drops two of three in the midst of the server's answers. */
final class UnreliableNetwork implements AutoCloseable {
  private static final int KEPT = 3;
  private static final int ANSWER_BYTES = 2_000;

  private final ServerSocket socket;
  private final URI server;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  private UnreliableNetwork(ServerSocket socket, URI server) {
    this.socket = socket;
    this.server = server;
  }

  static UnreliableNetwork before(String url) throws IOException {
    UnreliableNetwork network =
        new UnreliableNetwork(
            new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), URI.create(url));
    Thread.ofVirtual().start(network::accept);
    return network;
  }

  String url() {
    return "https://127.0.0.1:" + socket.getLocalPort();
  }

  int broken() {
    return broken.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> carry(caller));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  /** The thread that carries the other way ends with the connections. */
  private void carry(Socket caller) {
    boolean drops = connections.incrementAndGet() % KEPT != 0;
    try (caller;
        Socket there = new Socket(InetAddress.ofLiteral(server.getHost()), server.getPort())) {
      Thread.ofVirtual().start(() -> copy(caller, there));
      if (drops) {
        copyBegin(there.getInputStream(), caller.getOutputStream());
        broken.incrementAndGet();
      } else {
        there.getInputStream().transferTo(caller.getOutputStream());
      }
    } catch (IOException e) {
      return; // Both ends see it.
    }
  }

  /** Each piece as it comes: the handshake goes on only if both sides hear of each other. */
  private static void copyBegin(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[ANSWER_BYTES];
    int left = ANSWER_BYTES;
    while (left > 0) {
      int count = in.read(buffer, 0, left);
      if (count < 0) {
        return;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
