package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.UnusableStoreException;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
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
  private final ManagedChannel connection;
  private final Channel channel;

  private Member(String address, ManagedChannel connection, ClientInterceptor headers) {
    this.address = address;
    this.connection = connection;
    this.channel = ClientInterceptors.intercept(connection, headers);
  }

  /**
   * @throws UnusableStoreException if the address or the files make no sense
   */
  static Member of(String server, EtcdOptions.Tls tls, ClientInterceptor headers) {
    boolean secure = server.startsWith("https://") || (tls.given() && !server.startsWith("http:"));
    HostAndPort target = HostAndPort.parse(server);
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(target.host, target.port)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .flowControlWindow(FLOW_WINDOW)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .disableServiceConfigLookUp()
            .disableRetry();
    if (secure) {
      secure(builder, tls);
    } else {
      builder.usePlaintext();
    }
    return new Member(server, builder.build(), headers);
  }

  private static void secure(NettyChannelBuilder builder, EtcdOptions.Tls tls) {
    try {
      SslContextBuilder context = GrpcSslContexts.forClient();
      Path authority = tls.caFile();
      if (authority != null) {
        context.trustManager(authority.toFile());
      }
      File certificate = file(tls.certFile());
      File key = file(tls.keyFile());
      if (certificate != null && key != null) {
        context.keyManager(certificate, key);
      }
      builder.sslContext(context.build());
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableStoreException(
          "the certificates for etcd cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable File file(@Nullable Path path) {
    return path == null ? null : path.toFile();
  }

  String address() {
    return address;
  }

  /** A call on it that fails because there is no connection makes the next one try again. */
  Channel channel() {
    if (connection.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      connection.resetConnectBackoff();
    }
    return channel;
  }

  void close() {
    connection.shutdownNow();
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
