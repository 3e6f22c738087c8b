package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a streamed reply that all protocols share: the buffer of appended bytes, the turn's
 * allowance, and the calls into the source.
 */
abstract class StreamBody implements StreamChannel {
  private static final Logger LOG = LoggerFactory.getLogger(StreamBody.class);
  private static final int BUFFER_BYTES = 32 * 1024;
  private static final int TURN_BYTES = 256 * 1024;

  private final NettyLoop loop;
  private final ByteBufAllocator allocator;
  private final StreamSource source;
  private int allowance = TURN_BYTES;
  private boolean waiting;
  private boolean queued;
  private boolean over;
  private @Nullable ByteBuf buffer;

  StreamBody(NettyLoop loop, ByteBufAllocator allocator, StreamSource source) {
    this.loop = loop;
    this.allocator = allocator;
    this.source = source;
  }

  /** True while the stream and its connection take more bytes. */
  abstract boolean roomBelow();

  /** The size of the buffers that content is gathered in. */
  int bufferBytes() {
    return BUFFER_BYTES;
  }

  /** Bytes that stay free at the start of each buffer for the protocol's framing. */
  int headBytes() {
    return 0;
  }

  /** Bytes that stay free at the end of each buffer. */
  int tailBytes() {
    return 0;
  }

  /** Writes one buffer without flushing; owns it from then on. */
  abstract void writeBuffer(ByteBuf content);

  /** Writes the batch without flushing; returns the number of bytes. */
  abstract int writeBatch(EncodedBatch batch);

  abstract void flushBelow();

  /** Writes the clean end. */
  abstract void writeEnd();

  abstract void cut();

  @Override
  public final Loop loop() {
    return loop;
  }

  final void open() {
    try {
      source.opened(this);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public final boolean isWritable() {
    if (over || allowance <= 0) {
      return false;
    }
    waiting = !roomBelow();
    return !waiting;
  }

  /** The connection or the stream has room again. */
  final void room() {
    if (waiting && roomBelow()) {
      waiting = false;
      queue();
    }
  }

  final void turn() {
    queued = false;
    allowance = TURN_BYTES;
    if (over) {
      return;
    }
    waiting = !roomBelow();
    if (waiting) {
      return;
    }
    try {
      source.writable();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void queue() {
    if (!queued) {
      queued = true;
      loop.turns().add(this);
    }
  }

  private void spend(int bytes) {
    allowance -= bytes;
    if (allowance <= 0) {
      queue();
    }
  }

  @Override
  public final void write(FrameBatch batch) {
    if (over) {
      return;
    }
    handOver();
    spend(writeBatch(EncodedBatch.of(batch, allocator)));
    flushBelow();
  }

  @Override
  public final void append(byte[] bytes, int offset, int length) {
    if (over) {
      return;
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      ByteBuf target = buffer;
      if (target == null) {
        target = allocator.directBuffer(bufferBytes(), bufferBytes());
        target.writerIndex(headBytes());
        buffer = target;
      }
      int full = bufferBytes() - tailBytes();
      int part = Math.min(left, full - target.writerIndex());
      target.writeBytes(bytes, from, part);
      from += part;
      left -= part;
      if (target.writerIndex() >= full) {
        handOver();
      }
    }
    spend(length);
  }

  @Override
  public final void flush() {
    if (!over) {
      handOver();
      flushBelow();
    }
  }

  private void handOver() {
    ByteBuf full = buffer;
    if (full != null) {
      buffer = null;
      writeBuffer(full);
    }
  }

  @Override
  public final void end() {
    if (!over) {
      handOver();
      finish();
      writeEnd();
    }
  }

  @Override
  public final void abort() {
    if (!over) {
      finish();
      cut();
    }
  }

  /** The client or the connection has gone. */
  final void lost() {
    if (!over) {
      finish();
    }
  }

  /**
   * The source hears of the end in a task of its own, so that it is never called back from within
   * its own call.
   */
  private void finish() {
    over = true;
    ByteBuf rest = buffer;
    buffer = null;
    if (rest != null) {
      rest.release();
    }
    closed(loop, source);
  }

  static void closed(NettyLoop loop, StreamSource source) {
    loop.execute(
        () -> {
          try {
            source.closed();
          } catch (RuntimeException e) {
            LOG.error("The end of a stream failed", e);
          }
        });
  }

  private void failed(RuntimeException problem) {
    LOG.error("A stream failed and is cut", problem);
    abort();
  }
}
