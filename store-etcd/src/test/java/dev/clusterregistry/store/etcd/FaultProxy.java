package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server: lets bytes through, holds them back, delays them, or breaks
 * connections off. Between members of etcd it knows who speaks: they say so in their requests.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private static final Pattern SPEAKER = Pattern.compile("X-Server-From: ([0-9a-f]+)\r\n");

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> cutSpeakers = ConcurrentHashMap.newKeySet();
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

  /** One client's connection, and which member that is, as soon as it has said so. */
  private static final class Connection {
    private volatile String speaker = "";
  }

  int port() {
    return listening.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** As a firewall that drops packets: nothing gets through, nobody is told. */
  public void cut() {
    cut = true;
  }

  /** The same for what one member has to do with this server. */
  void cut(String speaker) {
    cutSpeakers.add(speaker);
  }

  public void heal() {
    cut = false;
    cutSpeakers.clear();
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
        Connection connection = new Connection();
        carry(connection, client, server, true);
        carry(connection, server, client, false);
      } catch (IOException e) {
        // The server is down: the client's connection is reset, or we are closed.
        reset();
      }
    }
  }

  private void carry(Connection connection, Socket from, Socket to, boolean requests) {
    Thread.ofPlatform().daemon().start(() -> copy(connection, from, to, requests));
  }

  private void copy(Connection connection, Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        LockSupport.parkNanos(delayNanos);
        if (requests && connection.speaker.isEmpty()) {
          connection.speaker = speaker(buffer, count);
        }
        while (cut || cutSpeakers.contains(connection.speaker)) {
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

  private static String speaker(byte[] buffer, int count) {
    Matcher speaker = SPEAKER.matcher(new String(buffer, 0, count, ISO_8859_1));
    return speaker.find() ? speaker.group(1) : "";
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
