package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP/2 connection of the client. */
public final class Connection extends Http2ConnectionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** What client-go asks for. */
  private static final int STREAM_WINDOW = 4 << 20;

  private static final int CONNECTION_WINDOW = 1 << 30;

  private final Http2Connection.PropertyKey key;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final String authority;
  private final @Nullable String token;
  private @Nullable ChannelHandlerContext context;
  private boolean reading;
  private int nextStream = 1;

  private Connection(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      String authority,
      @Nullable String token) {
    super(decoder, encoder, settings);
    this.key = connection().newKey();
    this.authority = authority;
    this.token = token;
  }

  static Connection of(String authority, @Nullable String token) {
    return new Builder(authority, token).build();
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<Connection, Builder> {
    private final Frames frames = new Frames();
    private final String authority;
    private final @Nullable String token;

    Builder(String authority, @Nullable String token) {
      this.authority = authority;
      this.token = token;
      server(false);
      validateHeaders(false);
      encoderEnforceMaxConcurrentStreams(false);
      gracefulShutdownTimeoutMillis(0);
      initialSettings(
          new Http2Settings()
              .pushEnabled(false)
              .initialWindowSize(STREAM_WINDOW)
              .maxHeaderListSize(10 << 20));
      frameListener(frames);
    }

    @Override
    protected Connection build() {
      return super.build();
    }

    @Override
    protected Connection build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      Connection connection = new Connection(decoder, encoder, settings, authority, token);
      frames.owner = connection;
      connection.connection().addListener(frames);
      return connection;
    }
  }

  private static final class Frames extends Http2EventAdapter {
    private @Nullable Connection owner;

    private @Nullable Receiver receiver(int streamId) {
      Connection connection = owner;
      Http2Stream stream = connection == null ? null : connection.connection().stream(streamId);
      return stream == null || connection == null ? null : stream.getProperty(connection.key);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      if (owner != null) {
        owner.ready.countDown();
      }
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
        boolean end) {
      onHeadersRead(context, streamId, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean end) {
      Receiver receiver = receiver(streamId);
      CharSequence status = headers.status();
      if (receiver != null && status != null) {
        receiver.status(Integer.parseInt(status.toString()));
      }
      if (end) {
        finish(streamId, true);
      }
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean end) {
      int processed = data.readableBytes() + padding;
      Receiver receiver = receiver(streamId);
      if (receiver != null) {
        receiver.data(data);
      }
      if (end) {
        finish(streamId, true);
      }
      return processed;
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      finish(stream.id(), false);
    }

    private void finish(int streamId, boolean clean) {
      Receiver receiver = receiver(streamId);
      Connection connection = owner;
      if (receiver != null && connection != null) {
        Http2Stream stream = connection.connection().stream(streamId);
        if (stream != null) {
          stream.removeProperty(connection.key);
        }
        receiver.done(clean);
      }
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    super.channelActive(context); // sends the preface
    connection()
        .local()
        .flowController()
        .incrementWindowSize(connection().connectionStream(), CONNECTION_WINDOW - 65535);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    reading = true;
    super.channelRead(context, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    reading = false;
    super.channelReadComplete(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
    LOG.warn("A connection is closed", cause);
    context.close();
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext context,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception problem) {
    LOG.warn("A connection is closed", cause);
    super.onConnectionError(context, outbound, cause, problem);
  }

  void awaitReady() throws InterruptedException {
    ready.await();
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  /** The event loop; receivers run on it. */
  public Executor loop() {
    return context().executor();
  }

  /** Sends the request; on the loop at once, from elsewhere by a task. */
  public void send(Request request, Receiver receiver) {
    if (context().executor().inEventLoop()) {
      sendInLoop(request, receiver);
    } else {
      loop().execute(() -> sendInLoop(request, receiver));
    }
  }

  private void sendInLoop(Request request, Receiver receiver) {
    ChannelHandlerContext known = context();
    if (!known.channel().isActive()) {
      receiver.done(false);
      return;
    }
    int streamId = nextStream;
    nextStream += 2;
    Http2Headers headers = request.headersFor(authority, token);
    byte[] body = request.body();
    boolean empty = body.length == 0;
    encoder()
        .writeHeaders(known, streamId, headers, 0, empty, known.newPromise())
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                LOG.warn("A request could not be sent", written.cause());
                receiver.done(false);
              }
            });
    Http2Stream stream = connection().stream(streamId);
    if (stream != null) {
      stream.setProperty(key, receiver);
    }
    if (!empty) {
      encoder()
          .writeData(known, streamId, Unpooled.wrappedBuffer(body), 0, true, known.newPromise());
    }
    if (!reading) {
      flush(known);
    }
  }

  /** Cancels all streams that are open. */
  public void cancelAll() {
    loop()
        .execute(
            () -> {
              ChannelHandlerContext known = context();
              try {
                connection()
                    .forEachActiveStream(
                        stream -> {
                          resetStream(
                              known, stream.id(), Http2Error.CANCEL.code(), known.newPromise());
                          return true;
                        });
              } catch (Http2Exception e) {
                throw new IllegalStateException(e);
              }
              flush(known);
            });
  }
}
