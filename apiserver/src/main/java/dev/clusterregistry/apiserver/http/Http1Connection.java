package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP/1 connection: requests in order, one at a time; what is pipelined waits. */
final class Http1Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
  private static final long LINGER_SECONDS = 5;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Engine engine;
  private final Peer peer;
  private final ArrayDeque<HttpObject> pipelined = new ArrayDeque<>();
  private @Nullable Http1Exchange current;
  private boolean reading;
  private boolean draining;
  private boolean closing;
  private boolean advancing;
  private @Nullable WebSocketBody webSocket;
  private @Nullable IdleTimer idleTimer;

  Http1Connection(Engine engine, Peer peer) {
    this.engine = engine;
    this.peer = peer;
  }

  boolean draining() {
    return draining || engine.draining();
  }

  boolean idle() {
    return current == null && pipelined.isEmpty();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    idleTimer =
        new IdleTimer(
            context.channel().eventLoop(),
            engine.options().timeouts().header(),
            engine.options().timeouts().idle(),
            () -> current != null,
            context::close);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reading = true;
    if (closing) {
      ReferenceCountUtil.release(message);
      if (message instanceof LastHttpContent) {
        context.close();
      }
    } else if (message instanceof WebSocketFrame frame) {
      WebSocketBody open = webSocket;
      if (open == null) {
        frame.release();
      } else {
        open.received(frame);
      }
    } else if (message instanceof HttpObject part) {
      boolean wait = (current != null && current.received()) || !pipelined.isEmpty();
      if (wait) {
        pipelined.add(part);
        // enough has been read ahead; a lost client is noticed late only if it pipelines
        context.channel().config().setAutoRead(false);
      } else {
        accept(context, part);
      }
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    context.flush();
  }

  private void accept(ChannelHandlerContext context, HttpObject part) {
    try {
      DecoderResult result = part.decoderResult();
      if (result.isFailure()) {
        refuse(context, result.cause());
        return;
      }
      if (part instanceof HttpRequest request) {
        start(context, request);
      }
      Http1Exchange exchange = current;
      if (part instanceof HttpContent content && exchange != null && !closing) {
        body(exchange, content);
      }
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  private void start(ChannelHandlerContext context, HttpRequest request) {
    Refusal refusal = Http1Requests.check(request);
    if (refusal != null) {
      refuse(context, refusal);
      return;
    }
    Http1Exchange exchange = Http1Requests.exchange(this, context, engine, request);
    current = exchange;
    long announced = Http1Requests.announcedLength(request);
    exchange.requestBody().announce(announced);
    if (exchange.enough()) {
      dispatch(exchange);
      return;
    }
    if (announced != 0) {
      exchange.startTimer();
    }
    if (HeaderText.hasToken(exchange.head().headers(), "Expect", "100-continue")) {
      context.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), context.voidPromise());
    }
  }

  private void body(Http1Exchange exchange, HttpContent content) {
    boolean dropped = exchange.enough();
    exchange.requestBody().add(content.content());
    if (content instanceof LastHttpContent) {
      exchange.setReceived();
    }
    boolean dispatch = exchange.enough() ? !dropped : content instanceof LastHttpContent;
    if (dispatch) {
      dispatch(exchange);
    }
  }

  private void dispatch(Http1Exchange exchange) {
    if (!exchange.answered()) {
      exchange.dispatch(exchange.head(), peer);
    }
  }

  /** The reply has been written, and is flushed here. */
  void replied(Http1Exchange exchange, boolean close) {
    ChannelHandlerContext context = exchange.context();
    current = null;
    webSocket = null;
    if (idleTimer != null) {
      idleTimer.touch();
    }
    if (close) {
      closeAfterFlush(context, exchange.received());
      return;
    }
    if (!reading) {
      context.flush();
    }
    advance(context);
  }

  /** Takes up the next pipelined request, unless the client is not reading its replies. */
  private void advance(ChannelHandlerContext context) {
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      while (!pipelined.isEmpty() && !closing && context.channel().isWritable()) {
        if (current != null && current.received()) {
          return;
        }
        accept(context, pipelined.remove());
      }
    } finally {
      advancing = false;
    }
    if (pipelined.isEmpty()) {
      context.channel().config().setAutoRead(true);
    }
    if (!reading) {
      context.flush();
    }
  }

  /** Closing with unread input would reset the connection and may cost the client its reply. */
  private void closeAfterFlush(ChannelHandlerContext context, boolean received) {
    closing = true;
    releasePipelined();
    if (received) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.flush();
      context.pipeline().get(SslHandler.class).closeOutbound();
      context.channel().config().setAutoRead(true);
      context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void refuse(ChannelHandlerContext context, Throwable cause) {
    Refusal refusal =
        switch (cause) {
          case TooLongHttpLineException e -> new Refusal(414, "URI Too Long");
          case TooLongFrameException e -> new Refusal(431, "Request Header Fields Too Large");
          default -> new Refusal(400, "Bad Request");
        };
    refuse(context, refusal);
  }

  private void refuse(ChannelHandlerContext context, Refusal refusal) {
    Http1Exchange unfinished = current;
    if (unfinished != null) {
      unfinished.disconnected();
      current = null;
    }
    context.write(refusal.encode(context.alloc()), context.voidPromise());
    closeAfterFlush(context, false);
  }

  WebSocketBody upgrade(Http1Exchange exchange, Reply.Streaming reply) {
    ChannelHandlerContext context = exchange.context();
    int opcode = WebSocketBody.opcode(reply.headers());
    ByteBuf head = WebSocketHandshake.accept(context.alloc(), exchange.head(), reply.headers());
    context.writeAndFlush(head, context.voidPromise());
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(1024 * 1024).build();
    context
        .pipeline()
        .replace(Http1Decoder.class, "websocket", new WebSocket13FrameDecoder(config));
    WebSocketBody opened = new WebSocketBody(exchange, this, context, reply, opcode);
    webSocket = opened;
    context.channel().config().setAutoRead(true);
    return opened;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      StreamBody body = current == null ? null : current.body();
      if (body != null) {
        body.room();
      } else {
        advance(context);
      }
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == DrainEvent.INSTANCE) {
      draining = true;
      if (idle()) {
        context.close();
      }
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (idleTimer != null) {
      idleTimer.stop();
    }
    releasePipelined();
    Http1Exchange unfinished = current;
    current = null;
    if (unfinished != null) {
      unfinished.disconnected();
    }
    context.fireChannelInactive();
  }

  private void releasePipelined() {
    pipelined.forEach(ReferenceCountUtil::release);
    pipelined.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("The connection of {} is closed", peer.remote(), cause);
    context.close();
  }
}
