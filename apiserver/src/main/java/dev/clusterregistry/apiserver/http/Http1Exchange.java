package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** A request over HTTP/1 and its reply. */
final class Http1Exchange extends Exchange {
  private static final int COPIED_BODY = 16 * 1024;

  private final Http1Connection connection;
  private final ChannelHandlerContext context;
  private final RequestHead head;
  private final boolean http10;
  private final boolean clientKeepsAlive;
  private boolean received;

  Http1Exchange(
      Http1Connection connection,
      ChannelHandlerContext context,
      Engine engine,
      RequestHead head,
      boolean http10,
      boolean clientKeepsAlive) {
    super(context.channel(), engine);
    this.connection = connection;
    this.context = context;
    this.head = head;
    this.http10 = http10;
    this.clientKeepsAlive = clientKeepsAlive;
  }

  ChannelHandlerContext context() {
    return context;
  }

  RequestHead head() {
    return head;
  }

  /** True once the whole request has arrived. */
  boolean received() {
    return received;
  }

  void setReceived() {
    received = true;
  }

  @Override
  void writeFull(Reply.Full reply) {
    boolean close = closesAfter(reply.headers());
    byte[] body = reply.body();
    boolean bodiless = reply.status() == 204 || reply.status() == 304 || reply.status() < 200;
    boolean send = !head.isHead() && !bodiless && body.length > 0;
    boolean copied = send && body.length <= COPIED_BODY;
    ByteBuf out = context.alloc().directBuffer(512 + (copied ? body.length : 0));
    startHead(out, reply.status(), reply.headers(), close);
    if (!bodiless) {
      Http1Head.length(out, body.length);
    }
    Http1Head.endOfHeaders(out);
    if (copied) {
      out.writeBytes(body);
    }
    context.write(out, context.voidPromise());
    if (send && !copied) {
      context.write(Unpooled.wrappedBuffer(body), context.voidPromise());
    }
    connection.replied(this, close);
  }

  @Override
  @Nullable StreamBody writeHead(Reply.Streaming reply) {
    if (head.isHead()) {
      writeFull(new Reply.Full(reply.status(), reply.headers(), new byte[0]));
      return null;
    }
    if (reply.frames() && head.webSocket()) {
      return connection.upgrade(this, reply);
    }
    boolean close = http10 || closesAfter(reply.headers());
    ByteBuf out = context.alloc().directBuffer(512);
    startHead(out, reply.status(), reply.headers(), close);
    if (!http10) {
      Http1Head.field(out, "Transfer-Encoding", "chunked");
    }
    Http1Head.endOfHeaders(out);
    context.writeAndFlush(out, context.voidPromise());
    return new Http1Body(this, connection, context, reply.source(), !http10, close);
  }

  private void startHead(ByteBuf out, int status, Headers headers, boolean close) {
    Http1Head.status(out, status);
    Http1Head.headers(out, headers);
    if (close) {
      Http1Head.field(out, "Connection", "close");
    } else if (http10) {
      Http1Head.field(out, "Connection", "keep-alive");
    }
  }

  private boolean closesAfter(Headers reply) {
    return !clientKeepsAlive
        || !received
        || connection.draining()
        || HeaderText.hasToken(reply, "Connection", "close");
  }
}
