package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/2 connection of the client: sends encoded requests, many with one write, and hands on
 * what comes without decoding or copying it. Much less than a general client does, because it
 * shares the machine with the server that it measures.
 */
public final class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** What client-go asks for. */
  private static final int STREAM_WINDOW = 4 << 20;

  private static final int CONNECTION_WINDOW = 1 << 30;
  private static final int OUT_BYTES = 16 * 1024;

  private final CountDownLatch ready = new CountDownLatch(1);
  private final FrameWriter writer;
  private final StatusReader statuses = new StatusReader();
  private final IntObjectHashMap<OpenStream> streams = new IntObjectHashMap<>();
  private final ArrayDeque<OpenStream> unused = new ArrayDeque<>();
  private final ArrayDeque<Delayed> delayed = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable FrameReader reader;
  private @Nullable ByteBuf out;
  private boolean reading;
  private int nextStream = 1;
  private long sendWindow = 65535;
  private int unacknowledged;

  /** A request in progress. Reused. */
  private static final class OpenStream {
    private @Nullable Receiver receiver;
    private int unacknowledged;
  }

  /** A request that waits for the server to take more bytes. */
  private record Delayed(Request request, Receiver receiver) {}

  Connection(String authority, @Nullable String token) {
    this.writer = new FrameWriter(authority, token);
  }

  void awaitReady() throws InterruptedException {
    ready.await();
  }

  /** The event loop; receivers run on it. */
  public Executor loop() {
    return context().executor();
  }

  /** Sends the request; on the loop together with others, from elsewhere by a task. */
  public void send(Request request, Receiver receiver) {
    if (context().executor().inEventLoop()) {
      sendInLoop(request, receiver);
      if (!reading) {
        flush();
      }
    } else {
      loop().execute(() -> send(request, receiver));
    }
  }

  private void sendInLoop(Request request, Receiver receiver) {
    if (!context().channel().isActive()) {
      receiver.done(false);
      return;
    }
    int body = request.body().length;
    if (body > sendWindow) {
      delayed.add(new Delayed(request, receiver));
      return;
    }
    sendWindow -= body;
    OpenStream stream = unused.poll();
    if (stream == null) {
      stream = new OpenStream();
    }
    stream.receiver = receiver;
    stream.unacknowledged = 0;
    streams.put(nextStream, stream);
    writer.request(out(), nextStream, request);
    nextStream += 2;
  }

  /** Cancels all streams that are open. */
  public void cancelAll() {
    loop()
        .execute(
            () -> {
              streams.keySet().forEach(streamId -> FrameWriter.cancel(out(), streamId));
              flush();
              breakAll();
            });
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext known = context;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  private ByteBuf out() {
    ByteBuf known = out;
    if (known == null) {
      known = context().alloc().directBuffer(OUT_BYTES);
      out = known;
    }
    return known;
  }

  private void flush() {
    ByteBuf full = out;
    if (full != null) {
      out = null;
      context().writeAndFlush(full, context().voidPromise());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    reader = new FrameReader(new Frames(), added.alloc());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    if (out != null) {
      out.release();
      out = null;
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    FrameWriter.preface(out(), STREAM_WINDOW, CONNECTION_WINDOW);
    flush();
    active.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reading = true;
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (reader != null) {
        reader.read(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    breakAll();
    inactive.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("A connection is closed", cause);
    context.close();
  }

  private void breakAll() {
    for (OpenStream stream : new ArrayList<>(streams.values())) {
      finish(stream, false);
    }
    streams.clear();
  }

  private void finish(int streamId, boolean clean) {
    OpenStream stream = streams.remove(streamId);
    if (stream != null) {
      finish(stream, clean);
    }
  }

  private void finish(OpenStream stream, boolean clean) {
    Receiver receiver = stream.receiver;
    stream.receiver = null;
    unused.add(stream);
    if (receiver != null) {
      receiver.done(clean);
    }
  }

  private final class Frames implements FrameReader.Sink {
    @Override
    public void data(int streamId, ByteBuf part, int length) {
      OpenStream stream = streams.get(streamId);
      if (stream != null && stream.receiver != null) {
        stream.receiver.data(part, length);
      }
    }

    @Override
    public void dataEnd(int streamId, int length, boolean endStream) {
      unacknowledged += length;
      if (unacknowledged >= CONNECTION_WINDOW / 2) {
        FrameWriter.windowUpdate(out(), 0, unacknowledged);
        unacknowledged = 0;
      }
      if (endStream) {
        finish(streamId, true);
        return;
      }
      OpenStream stream = streams.get(streamId);
      if (stream != null) {
        stream.unacknowledged += length;
        if (stream.unacknowledged >= STREAM_WINDOW / 2) {
          FrameWriter.windowUpdate(out(), streamId, stream.unacknowledged);
          stream.unacknowledged = 0;
        }
      }
    }

    @Override
    public void frame(int type, int flags, int streamId, ByteBuf payload, int length) {
      switch (type) {
        case FrameReader.HEADERS -> headers(flags, streamId, payload, length);
        case FrameReader.RESET -> finish(streamId, false);
        case FrameReader.SETTINGS -> {
          if ((flags & FrameReader.ACK) == 0) {
            FrameWriter.settingsAck(out());
            ready.countDown();
          }
        }
        case FrameReader.PING -> {
          if ((flags & FrameReader.ACK) == 0) {
            FrameWriter.pingAck(out(), payload.getLong(payload.readerIndex()));
          }
        }
        case FrameReader.WINDOW_UPDATE -> {
          if (streamId == 0) {
            sendWindow += payload.getInt(payload.readerIndex());
            sendDelayed();
          }
        }
        case FrameReader.CONTINUATION ->
            throw new IllegalStateException("headers of more than one frame are not understood");
        default -> {}
      }
    }

    private void headers(int flags, int streamId, ByteBuf payload, int length) {
      int status;
      try {
        status = statuses.read(streamId, payload, length);
      } catch (Http2Exception e) {
        throw new IllegalStateException(e);
      }
      OpenStream stream = streams.get(streamId);
      if (status >= 200 && stream != null && stream.receiver != null) {
        stream.receiver.status(status);
      }
      if ((flags & FrameReader.END_STREAM) != 0) {
        finish(streamId, true);
      }
    }

    private void sendDelayed() {
      for (int left = delayed.size(); left > 0; left--) {
        Delayed next = delayed.remove();
        sendInLoop(next.request, next.receiver);
      }
    }
  }
}
