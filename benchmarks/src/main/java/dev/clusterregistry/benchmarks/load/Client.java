package dev.clusterregistry.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connections to one server. */
public final class Client implements AutoCloseable {
  private static final EventLoopGroup LOOPS =
      new MultiThreadIoEventLoopGroup(
          2,
          new DefaultThreadFactory("load", true),
          Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

  private final List<Connection> connections = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();

  /** What a request was answered with. */
  public record Answer(int status, byte[] body, boolean clean) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public Client(URI server, Credentials credentials, int count)
      throws IOException, InterruptedException {
    SslContext tls = credentials.tls();
    int port = server.getPort() < 0 ? 443 : server.getPort();
    String authority = server.getHost() + ":" + port;
    for (int i = 0; i < count; i++) {
      Connection connection = new Connection(authority, credentials.token());
      Bootstrap bootstrap =
          new Bootstrap()
              .group(LOOPS)
              .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      channel
                          .pipeline()
                          .addLast(tls.newHandler(channel.alloc(), server.getHost(), port));
                      channel.pipeline().addLast(connection);
                    }
                  });
      var connected = bootstrap.connect(server.getHost(), port).await();
      if (!connected.isSuccess()) {
        close();
        throw new IOException("cannot reach " + server, connected.cause());
      }
      channels.add(connected.channel());
      connections.add(connection);
    }
    for (Connection connection : connections) {
      connection.awaitReady();
    }
  }

  public List<Connection> connections() {
    return connections;
  }

  public Connection connection(int index) {
    return connections.get(index % connections.size());
  }

  /** Sends one request and waits for the whole answer. */
  public Answer call(Request request) throws InterruptedException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    connection(0)
        .send(
            request,
            new Receiver() {
              private final ByteArrayOutputStream body = new ByteArrayOutputStream();
              private int status;

              @Override
              public void status(int received) {
                status = received;
              }

              @Override
              public void data(ByteBuf part, int length) {
                byte[] bytes = new byte[length];
                part.getBytes(part.readerIndex(), bytes);
                body.writeBytes(bytes);
              }

              @Override
              public void done(boolean clean) {
                answer.complete(new Answer(status, body.toByteArray(), clean));
              }
            });
    try {
      return answer.get(120, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  @Override
  public void close() {
    for (Channel channel : channels) {
      var first = channel.pipeline().firstContext();
      if (first != null) {
        first.close();
      }
    }
  }
}
