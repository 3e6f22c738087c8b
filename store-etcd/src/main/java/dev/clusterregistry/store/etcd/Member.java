package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.UnusableStoreException;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One address of the cluster and the connection to it. */
final class Member {
  private static final int DEFAULT_PORT = 2379;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final int FLOW_WINDOW = 4 << 20;
  // etcd refuses pings that come more often than every five seconds.
  private static final int KEEPALIVE_SECONDS = 10;
  private static final int KEEPALIVE_TIMEOUT_SECONDS = 5;

  private final String address;
  private final HostAndPort target;
  private final ClientInterceptor headers;
  private final boolean secure;
  private volatile Connection connection;

  private record Connection(ManagedChannel own, Channel channel) {}

  private Member(
      String address, HostAndPort target, @Nullable SslContext tls, ClientInterceptor headers) {
    this.address = address;
    this.target = target;
    this.headers = headers;
    this.secure = tls != null;
    this.connection = connect(target, tls, headers);
  }

  /**
   * @throws UnusableStoreException if the address makes no sense
   */
  static Member of(String server, @Nullable SslContext tls, ClientInterceptor headers) {
    return new Member(server, HostAndPort.parse(server), tls, headers);
  }

  /** Whether TLS is spoken with a server of this address, if there is anything to show or trust. */
  static boolean isSecure(String server, boolean given) {
    return server.startsWith("https://") || (given && !server.startsWith("http:"));
  }

  private static Connection connect(
      HostAndPort target, @Nullable SslContext tls, ClientInterceptor headers) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.host, target.port)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .flowControlWindow(FLOW_WINDOW)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .disableServiceConfigLookUp()
            .disableRetry();
    if (tls == null) {
      builder.usePlaintext();
    } else {
      builder.sslContext(tls);
    }
    ManagedChannel own = builder.build();
    return new Connection(own, ClientInterceptors.intercept(own, headers));
  }

  /** Calls to come go over a new connection; those under way, and the watch, keep the old one. */
  void reconnect(SslContext tls) {
    Connection old = connection;
    connection = connect(target, tls, headers);
    old.own.shutdown();
  }

  boolean isSecure() {
    return secure;
  }

  String address() {
    return address;
  }

  /** A call on it that fails because there is no connection makes the next one try again. */
  Channel channel() {
    Connection now = connection;
    if (now.own.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      now.own.resetConnectBackoff();
    }
    return now.channel;
  }

  void close() {
    connection.own.shutdownNow();
  }

  private record HostAndPort(String host, int port) {

    static HostAndPort parse(String server) {
      String rest = server.replaceFirst("^https?://", "").replaceFirst("/$", "");
      int colon = rest.lastIndexOf(':');
      boolean hasPort = colon > rest.lastIndexOf(']') && colon >= 0;
      String host = hasPort ? rest.substring(0, colon) : rest;
      try {
        int port = hasPort ? Integer.parseInt(rest.substring(colon + 1)) : DEFAULT_PORT;
        if (host.isEmpty() || host.contains("/") || port < 1 || port > 65_535) {
          throw new NumberFormatException();
        }
        return new HostAndPort(host.replaceAll("^\\[|\\]$", ""), port);
      } catch (NumberFormatException e) {
        throw new UnusableStoreException(
            "'" + server + "' is not an etcd server such as https://etcd-1.example.org:2379", e);
      }
    }
  }
}
