package dev.clusterregistry.store.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server: lets bytes through, holds them back, delays them, or breaks
 * connections off.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile long delayNanos;

  public FaultProxy(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** As a firewall that drops packets: nothing gets through, nobody is told. */
  public void cut() {
    cut = true;
  }

  public void heal() {
    cut = false;
    reset();
  }

  /** Breaks all connections off. */
  public void reset() {
    open.forEach(FaultProxy::closeQuietly);
  }

  /** Each piece of data takes this much longer. */
  public void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(server);
        carry(client, server);
        carry(server, client);
      } catch (IOException e) {
        // The server is down: the client's connection is reset, or we are closed.
        reset();
      }
    }
  }

  private void carry(Socket from, Socket to) {
    Thread.ofPlatform().daemon().start(() -> copy(from, to));
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        LockSupport.parkNanos(delayNanos);
        while (cut) {
          LockSupport.parkNanos(1_000_000);
          if (from.isClosed()) {
            return;
          }
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // Broken off, by us or by one of the ends.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut = false;
    reset();
  }
}
