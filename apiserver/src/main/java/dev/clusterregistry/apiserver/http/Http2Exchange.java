package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** A request over one HTTP/2 stream and its reply. */
final class Http2Exchange extends Exchange {
  private final Http2Session session;
  private final Http2Stream stream;
  private final Peer peer;
  private final RequestHead head;
  private boolean dispatched;
  private boolean ended;
  private long endedAt;

  Http2Exchange(
      Http2Session session, Http2Stream stream, Engine engine, Peer peer, RequestHead head) {
    super(session.context().channel(), engine);
    this.session = session;
    this.stream = stream;
    this.peer = peer;
    this.head = head;
  }

  void expectBody() {
    requestBody().announce(announcedLength());
    if (enough()) {
      received();
      return;
    }
    startTimer();
    if (HeaderText.hasToken(head.headers(), "Expect", "100-continue")) {
      Http2Headers goOn = new DefaultHttp2Headers(false, 2).status("100");
      ChannelHandlerContext context = session.context();
      session.encoder().writeHeaders(context, stream.id(), goOn, 0, false, context.newPromise());
      session.flushSoon();
    }
  }

  private long announcedLength() {
    String length = head.headers().get("content-length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  void bodyPart(ByteBuf data) {
    requestBody().add(data);
    if (enough()) {
      received();
    }
  }

  /** The request is complete, or as much of it as will be looked at. */
  void received() {
    if (!dispatched && !answered()) {
      dispatched = true;
      dispatch(head, peer);
    }
  }

  @Override
  void writeFull(Reply.Full reply) {
    byte[] body = reply.body();
    boolean bodiless = reply.status() == 204 || reply.status() == 304;
    boolean send = !head.isHead() && !bodiless && body.length > 0;
    Http2Headers headers =
        bodiless
            ? Http2Replies.headers(reply.status(), reply.headers())
            : Http2Replies.headers(reply.status(), reply.headers(), body.length);
    ChannelPromise written = writeHeaders(headers, !send);
    if (send) {
      written = writeData(Unpooled.wrappedBuffer(body), true);
    }
    session.written(body.length);
    ended(written);
    closeIfAsked(reply.headers());
  }

  @Override
  @Nullable StreamBody writeHead(Reply.Streaming reply) {
    Http2Headers headers = Http2Replies.headers(reply.status(), reply.headers());
    if (head.isHead()) {
      ChannelPromise written = writeHeaders(headers, true);
      session.written(0);
      ended(written);
      return null;
    }
    writeHeaders(headers, false);
    session.written(0);
    closeIfAsked(reply.headers());
    return new Http2Body(this, session, stream, reply.source());
  }

  private void closeIfAsked(Headers reply) {
    if (HeaderText.hasToken(reply, "Connection", "close")) {
      session.goAway();
    }
  }

  private ChannelPromise writeHeaders(Http2Headers headers, boolean last) {
    ChannelHandlerContext context = session.context();
    ChannelPromise promise = context.newPromise();
    session.encoder().writeHeaders(context, stream.id(), headers, 0, last, promise);
    return promise;
  }

  ChannelPromise writeData(ByteBuf data, boolean last) {
    ChannelHandlerContext context = session.context();
    ChannelPromise promise = context.newPromise();
    session.encoder().writeData(context, stream.id(), data, 0, last, promise);
    return promise;
  }

  /** The reply was written to its end so long ago, and still waits for the client to read it. */
  boolean unread(long nanos) {
    return ended && System.nanoTime() - endedAt > nanos;
  }

  /** A client that still sends is told that nothing more is needed (RFC 9113, 8.1). */
  void ended(ChannelPromise lastWrite) {
    endedAt = System.nanoTime();
    ended = true;
    if (stream.state().remoteSideOpen()) {
      lastWrite.addListener(
          done -> {
            if (done.isSuccess() && stream.state().remoteSideOpen()) {
              session.reset(stream.id(), Http2Error.NO_ERROR);
            }
          });
    }
  }
}
