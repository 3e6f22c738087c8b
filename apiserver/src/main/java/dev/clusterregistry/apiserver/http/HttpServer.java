package dev.clusterregistry.apiserver.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.OpenSsl;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves HTTP/1.1, HTTP/2 and WebSocket over TLS on one port. */
public final class HttpServer implements AutoCloseable {
  private static final int LOW_WATER = 128 * 1024;
  private static final int HIGH_WATER = 512 * 1024;

  private final HttpOptions options;
  private final Sockets sockets = Sockets.fastest();
  private final MultiThreadIoEventLoopGroup group;
  private final List<Loop> loops = new ArrayList<>();
  private final Engine engine;
  private volatile @Nullable ServingTls tls;
  private @Nullable TlsStart preparing;
  private @Nullable Channel listening;

  public HttpServer(HttpOptions options, Handler handler) {
    this.options = options;
    this.group =
        new MultiThreadIoEventLoopGroup(
            options.loops(), new DefaultThreadFactory("http-loop"), sockets.waiting());
    Map<EventLoop, NettyLoop> byEventLoop = new HashMap<>();
    for (EventExecutor executor : group) {
      NettyLoop loop = new NettyLoop((EventLoop) executor, loops.size());
      loops.add(loop);
      byEventLoop.put(loop.eventLoop(), loop);
    }
    this.engine = new Engine(options, new Dispatcher(handler, options), byEventLoop);
  }

  /** All loops, each at the place of its index. */
  public List<Loop> loops() {
    return List.copyOf(loops);
  }

  /**
   * Loads the TLS library on a thread of its own. Called first thing in a start, it is there when a
   * server needs it.
   */
  public static void warmUp() {
    Thread.ofPlatform().daemon().name("tls-library").start(OpenSsl::isAvailable);
  }

  /** Begins what a start needs and can be done beside other work; {@link #start} waits for it. */
  public void prepare() {
    preparing = new TlsStart(options.tls());
  }

  /**
   * Begins to serve.
   *
   * @throws IOException with one clear line if the certificate is unusable or the address taken
   */
  public void start() throws IOException {
    TlsStart prepared = preparing;
    if (prepared == null) {
      reload(options.tls());
    } else {
      tls = prepared.result();
    }
    PooledByteBufAllocator allocator =
        new PooledByteBufAllocator(true, 1, options.loops(), 8192, 7, 256, 64, false, 0);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(sockets.listening())
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
            .childHandler(new ConnectionSetup(engine, () -> tls().context()));
    ChannelFuture bound = bootstrap.bind(options.address()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      Throwable problem = Sockets.asJdk(bound.cause());
      throw new IOException(
          "cannot listen on " + options.address() + ": " + problem.getMessage(), problem);
    }
    listening = bound.channel();
  }

  private ServingTls tls() {
    ServingTls current = tls;
    if (current == null) {
      throw new IllegalStateException("not started");
    }
    return current;
  }

  /**
   * Reads certificate and key anew; connections that come from now on use them.
   *
   * @throws IOException if they are unusable; those in use stay
   */
  public void reload(TlsOptions files) throws IOException {
    tls = TlsContexts.open(files);
  }

  /** When the certificate expires that new connections are shown. */
  public Instant certificateExpires() {
    return tls().expires();
  }

  public InetSocketAddress address() {
    Channel open = listening;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    return (InetSocketAddress) open.localAddress();
  }

  public int port() {
    return address().getPort();
  }

  /**
   * Stops accepting, tells clients to go elsewhere, and waits until the requests in progress are
   * answered. Streams are not ended here but by their owners.
   *
   * @return true if all connections ended within the bound
   */
  public boolean drain(Duration bound) {
    engine.startDraining();
    Channel open = listening;
    if (open != null) {
      open.close().awaitUninterruptibly();
    }
    for (Channel connection : engine.connections()) {
      connection
          .eventLoop()
          .execute(() -> connection.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE));
    }
    return engine
        .connections()
        .newCloseFuture()
        .awaitUninterruptibly(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cuts what is still open and stops the loops. */
  @Override
  public void close() {
    engine.startDraining();
    if (listening != null) {
      listening.close().awaitUninterruptibly();
    }
    for (Channel connection : engine.connections()) {
      connection
          .eventLoop()
          .execute(
              () -> {
                // from the head: past TLS and HTTP/2, which would wait for their streams
                var first = connection.pipeline().firstContext();
                if (first != null) {
                  first.close();
                }
              });
    }
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
