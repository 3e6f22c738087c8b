package dev.clusterregistry.apiserver.http;

import static io.netty.handler.codec.http2.Http2CodecUtil.getEmbeddedHttp2Exception;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/2 connection. Built on Netty's connection handler, without a channel per stream: that
 * halves the memory of a watcher and the cost of a small request.
 */
final class Http2Session extends Http2ConnectionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Session.class);
  private static final int WINDOW_BYTES = 256 * 1024;

  /** Written to streams, but not yet offered to the socket. */
  private static final int UNFLUSHED_BYTES = 256 * 1024;

  /** A client may well cancel all its watches at once; a flood of resets is another matter. */
  private static final int RESETS_PER_WINDOW = 3000;

  private static final int RESET_WINDOW_SECONDS = 30;
  private static final long SECOND_GOAWAY_MILLIS = 1000;

  /** Closing with unread input would reset the connection, and may cost the client replies. */
  private static final long LINGER_MILLIS = 1000;

  private final Engine engine;
  private final Http2Frames frames;
  private final List<StreamBody> waiting = new ArrayList<>();
  private @Nullable ChannelHandlerContext context;
  private boolean reading;
  private boolean flushing;
  private boolean flushScheduled;
  private int unflushed;
  private boolean goingAway;
  private boolean gone;
  private boolean closing;
  private @Nullable IdleTimer idleTimer;

  private Http2Session(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Engine engine,
      Http2Frames frames) {
    super(decoder, encoder, settings);
    this.frames = frames;
    this.engine = engine;
  }

  static Http2Session of(Engine engine, Peer peer) {
    return new Builder(engine, peer).build();
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Session, Builder> {
    private final Engine engine;
    private final Http2Frames frames;

    Builder(Engine engine, Peer peer) {
      this.engine = engine;
      this.frames = new Http2Frames(engine, peer);
      connection(withoutPriorities());
      validateHeaders(true);
      validateRequiredPseudoHeaders(true);
      encoderEnforceMaxConcurrentStreams(false);
      decoderEnforceMaxRstFramesPerWindow(RESETS_PER_WINDOW, RESET_WINDOW_SECONDS);
      encoderEnforceMaxRstFramesPerWindow(RESETS_PER_WINDOW, RESET_WINDOW_SECONDS);
      headerSensitivityDetector(Http2Replies::changesEachTime);
      gracefulShutdownTimeoutMillis(-1);
      initialSettings(
          new Http2Settings()
              .maxConcurrentStreams(engine.options().limits().streams())
              .initialWindowSize(WINDOW_BYTES)
              .maxFrameSize(WINDOW_BYTES)
              .maxHeaderListSize(engine.options().limits().header()));
      frameListener(frames);
    }

    /** All streams are alike: weighing them costs more than a small answer. */
    private static Http2Connection withoutPriorities() {
      Http2Connection connection = new DefaultHttp2Connection(true);
      connection
          .remote()
          .flowController(
              new DefaultHttp2RemoteFlowController(
                  connection, new UniformStreamByteDistributor(connection)));
      return connection;
    }

    @Override
    protected Http2Session build() {
      return super.build();
    }

    @Override
    protected Http2Session build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      Http2Session session = new Http2Session(decoder, encoder, settings, engine, frames);
      frames.attach(session);
      return session;
    }
  }

  ChannelHandlerContext context() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new IllegalStateException("not yet in a pipeline");
    }
    return known;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    this.context = context;
    super.handlerAdded(context);
    int all = WINDOW_BYTES * Math.min(engine.options().limits().streams(), 64);
    Http2Stream whole = connection().connectionStream();
    connection().local().flowController().incrementWindowSize(whole, all - 65535);
    idleTimer =
        new IdleTimer(
            context.channel().eventLoop(),
            engine.options().timeouts().idle(),
            engine.options().timeouts().idle(),
            this::busy,
            this::goAway);
    if (engine.draining()) {
      goAway();
    }
  }

  private boolean busy() {
    boolean busy = connection().numActiveStreams() > 0;
    if (busy) {
      frames.resetUnread();
    }
    return busy;
  }

  /** The last stream has closed. */
  void idle() {
    if (idleTimer != null) {
      idleTimer.touch();
    }
    if (gone) {
      closeSoon();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (idleTimer != null) {
      idleTimer.stop();
    }
    super.channelInactive(context);
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
  public void flush(ChannelHandlerContext context) {
    unflushed = 0;
    flushing = true;
    super.flush(context);
    flushing = false;
  }

  /**
   * Counts what was written; it goes out with everything else of this round, or at once if much.
   */
  void written(int bytes) {
    unflushed += bytes;
    if (unflushed >= UNFLUSHED_BYTES) {
      flush(context());
    } else {
      flushSoon();
    }
  }

  /** Makes frames of what was written to streams, as far as their windows allow, by itself. */
  void push() {
    try {
      connection().remote().flowController().writePendingBytes();
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  void flushSoon() {
    boolean willFlush = flushScheduled || (reading && !flushing);
    if (!willFlush) {
      flushScheduled = true;
      context()
          .executor()
          .execute(
              () -> {
                flushScheduled = false;
                flush(context());
              });
    }
  }

  boolean roomFor(Http2Stream stream) {
    return context().channel().isWritable()
        && connection().remote().flowController().isWritable(stream);
  }

  /** To be told when the socket takes bytes again; the stream's own window reports by itself. */
  void waitForRoom(StreamBody body) {
    waiting.add(body);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    super.channelWritabilityChanged(context);
    if (context.channel().isWritable() && !waiting.isEmpty()) {
      List<StreamBody> woken = List.copyOf(waiting);
      waiting.clear();
      woken.forEach(StreamBody::room);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == DrainEvent.INSTANCE) {
      goAway();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  /**
   * Announces the end, lets requests that are already on their way arrive, then names the last one
   * and closes when all streams are done (RFC 9113, 6.8). A client that still has not heard of it
   * may open further streams: they are refused, and it may send them again elsewhere.
   */
  void goAway() {
    if (!goingAway) {
      goingAway = true;
      ChannelHandlerContext known = context();
      long none = Http2Error.NO_ERROR.code();
      goAway(known, Integer.MAX_VALUE, none, Unpooled.EMPTY_BUFFER, known.newPromise());
      encoder().writePing(known, false, 0, known.newPromise());
      flushSoon();
      known.executor().schedule(this::goneAway, SECOND_GOAWAY_MILLIS, MILLISECONDS);
    }
  }

  /** The client has seen the announcement, or should have. */
  void goneAway() {
    if (goingAway && !gone) {
      gone = true;
      ChannelHandlerContext known = context();
      int last = connection().remote().lastStreamCreated();
      long none = Http2Error.NO_ERROR.code();
      goAway(known, last, none, Unpooled.EMPTY_BUFFER, known.newPromise());
      flushSoon();
      if (connection().numActiveStreams() == 0) {
        closeSoon();
      }
    }
  }

  /** Leaves the client time to read the rest and to close by itself. */
  private void closeSoon() {
    if (!closing) {
      closing = true;
      ChannelHandlerContext known = context();
      known.executor().schedule(() -> known.channel().close(), LINGER_MILLIS, MILLISECONDS);
    }
  }

  void reset(int streamId, Http2Error error) {
    ChannelHandlerContext known = context();
    resetStream(known, streamId, error.code(), known.newPromise());
    flushSoon();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
    if (getEmbeddedHttp2Exception(cause) == null) {
      LOG.debug("The connection of {} is closed", context.channel().remoteAddress(), cause);
      context.close(); // from here on down: does not wait for streams
    } else {
      super.exceptionCaught(context, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext context,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception e) {
    LOG.debug("The connection of {} is closed", context.channel().remoteAddress(), cause);
    super.onConnectionError(context, outbound, cause, e);
  }
}
