package dev.clusterregistry.apiserver.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a connection's pipeline: counters, TLS, and by ALPN HTTP/2 or HTTP/1. */
final class ConnectionSetup extends ChannelInitializer<SocketChannel> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSetup.class);

  private final Engine engine;
  private final Supplier<SslContext> tls;

  ConnectionSetup(Engine engine, Supplier<SslContext> tls) {
    this.engine = engine;
    this.tls = tls;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    engine.connections().add(channel);
    channel.pipeline().addLast(new WireCounters(engine.options().listener()));
    channel.pipeline().addLast(new TlsOrRefusal(tls.get()));
    channel.pipeline().addLast(new Negotiation());
  }

  private final class TlsOrRefusal extends OptionalSslHandler {
    private @Nullable Future<?> silence;

    TlsOrRefusal(SslContext context) {
      super(context);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      long patience = engine.options().timeouts().header().toMillis();
      silence = context.executor().schedule(() -> context.close(), patience, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
      if (silence != null) {
        silence.cancel(false);
      }
    }

    @Override
    protected SslHandler newSslHandler(ChannelHandlerContext context, SslContext tls) {
      SslHandler handler = super.newSslHandler(context, tls);
      handler.setHandshakeTimeoutMillis(engine.options().timeouts().header().toMillis());
      return handler;
    }

    @Override
    protected ChannelHandler newNonSslHandler(ChannelHandlerContext context) {
      engine.options().listener().handshakeFailed();
      return new PlainTextRefusal();
    }
  }

  private final class Negotiation extends ApplicationProtocolNegotiationHandler {
    Negotiation() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      Peer peer = Peer.of(context.channel());
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        context.pipeline().addLast(new RecordJoiner());
        context.pipeline().addLast(new FlushConsolidationHandler(256, true));
        context.pipeline().addLast(Http2Session.of(engine, peer));
      } else {
        context.pipeline().addLast(new Http1Decoder(engine.options().limits().header()));
        context.pipeline().addLast(new Http1Connection(engine, peer));
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent completion && !completion.isSuccess()) {
        LOG.debug(
            "TLS handshake of {} failed", context.channel().remoteAddress(), completion.cause());
        engine.options().listener().handshakeFailed();
      }
      super.userEventTriggered(context, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("The connection of {} is closed", context.channel().remoteAddress(), cause);
      context.close();
    }
  }
}
