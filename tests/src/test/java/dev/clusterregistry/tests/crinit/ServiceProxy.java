package dev.clusterregistry.tests.crinit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries connections to an address of a service on to its pod, as kube-proxy does. */
final class ServiceProxy implements AutoCloseable {
  private static final int POD_PORT = 8443;

  private final ServerSocket socket;
  private final Supplier<@Nullable String> pod;

  private ServiceProxy(ServerSocket socket, Supplier<@Nullable String> pod) {
    this.socket = socket;
    this.pod = pod;
  }

  /**
   * @param port 0 for a free one
   * @param pod where the pod is now; null if there is none
   */
  static ServiceProxy listen(String address, int port, Supplier<@Nullable String> pod)
      throws IOException {
    ServiceProxy proxy =
        new ServiceProxy(new ServerSocket(port, 50, InetAddress.ofLiteral(address)), pod);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  String address() {
    return socket.getInetAddress().getHostAddress();
  }

  int port() {
    return socket.getLocalPort();
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

  private void carry(Socket caller) {
    String address = pod.get();
    try (caller) {
      if (address == null) {
        return;
      }
      try (Socket server = new Socket(InetAddress.ofLiteral(address), POD_PORT)) {
        Thread back = Thread.ofVirtual().start(() -> copy(server, caller));
        copy(caller, server);
        back.join();
      }
    } catch (IOException e) {
      return; // The caller sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      try {
        from.close();
        to.close();
      } catch (IOException ignored) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
