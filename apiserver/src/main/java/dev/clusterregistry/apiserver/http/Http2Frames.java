package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client's frames mean: requests, bodies, cancellations. */
final class Http2Frames extends Http2EventAdapter {
  private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Engine engine;
  private final Peer peer;
  private @Nullable Http2Session session;
  private Http2Connection.@Nullable PropertyKey key;

  Http2Frames(Engine engine, Peer peer) {
    this.engine = engine;
    this.peer = peer;
  }

  void attach(Http2Session session) {
    this.session = session;
    Http2Connection connection = session.connection();
    key = connection.newKey();
    connection.addListener(this);
    connection
        .remote()
        .flowController()
        .listener(
            stream -> {
              Http2Exchange exchange = exchange(stream);
              StreamBody body = exchange == null ? null : exchange.body();
              if (body != null) {
                body.room();
              }
            });
  }

  private Http2Session session() {
    Http2Session known = session;
    if (known == null) {
      throw new IllegalStateException("frames before the session");
    }
    return known;
  }

  private @Nullable Http2Exchange exchange(@Nullable Http2Stream stream) {
    return stream == null || key == null ? null : stream.getProperty(key);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int streamId,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean endOfStream) {
    onHeadersRead(context, streamId, headers, padding, endOfStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int streamId,
      Http2Headers headers,
      int padding,
      boolean endOfStream) {
    Http2Stream stream = session().connection().stream(streamId);
    if (stream == null || key == null) {
      return;
    }
    Http2Exchange known = exchange(stream);
    if (known != null) {
      if (endOfStream) {
        known.received(); // trailers
      }
      return;
    }
    RequestHead head = Http2Requests.head(headers);
    if (head == null) {
      session().reset(streamId, Http2Error.PROTOCOL_ERROR);
      return;
    }
    Http2Exchange exchange = new Http2Exchange(session(), stream, engine, peer, head);
    stream.setProperty(key, exchange);
    if (endOfStream) {
      exchange.received();
    } else {
      exchange.expectBody();
    }
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream) {
    Http2Exchange exchange = exchange(session().connection().stream(streamId));
    if (exchange != null) {
      exchange.bodyPart(data);
      if (endOfStream) {
        exchange.received();
      }
    }
    return data.readableBytes() + padding;
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext context, long data) {
    session().goneAway();
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    Http2Exchange exchange = exchange(stream);
    if (exchange != null) {
      exchange.disconnected();
    }
    if (session().connection().numActiveStreams() == 0) {
      session().idle();
    }
  }

  /** Frees what was written to the end, but is not being read by the client. */
  void resetUnread() {
    List<Integer> unread = new ArrayList<>();
    try {
      session()
          .connection()
          .forEachActiveStream(
              stream -> {
                Http2Exchange exchange = exchange(stream);
                if (exchange != null && exchange.unread(UNREAD_NANOS)) {
                  unread.add(stream.id());
                }
                return true;
              });
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
    for (int streamId : unread) {
      session().reset(streamId, Http2Error.CANCEL);
    }
  }
}
