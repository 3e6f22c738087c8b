package dev.clusterregistry.tests.clients.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A stretch of network between a client and the registry: it can be cut, and put together again. */
public final class Network implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  private Network(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Passes on what comes to a free local port. */
  public static Network to(int target) throws IOException {
    Network network =
        new Network(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().name("network").start(network::accept);
    return network;
  }

  public String url() {
    return "https://127.0.0.1:" + listener.getLocalPort();
  }

  /** Ends every connection, as a broken cable or a lost load balancer would. */
  public void cut() {
    for (Socket socket : sockets) {
      close(socket);
    }
  }

  /** Ends every connection and lets no new one through. */
  public void block() {
    open = false;
    cut();
  }

  public void unblock() {
    open = true;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (open) {
          Thread.ofVirtual().start(() -> connect(client));
        } else {
          close(client);
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      Thread.ofVirtual().start(() -> copy(client, server));
      copy(server, client);
    } catch (IOException e) {
      close(client);
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One end is gone, so the other goes too.
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
