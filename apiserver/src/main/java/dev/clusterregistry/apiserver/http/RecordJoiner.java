package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the small writes of an HTTP/2 connection into blocks of the size of a TLS record, so that
 * TLS neither joins them by itself, piece by piece, nor makes a record of each.
 *
 * <p>The payload of a DATA frame that leaves room before it, and is nobody else's, is not copied:
 * the frame's head is put into that room.
 */
final class RecordJoiner extends ChannelOutboundHandlerAdapter {
  /** The plain bytes of a full TLS record. */
  static final int RECORD_BYTES = 16 * 1024;

  /** The room that a payload leaves for its frame's head. */
  static final int HEAD_BYTES = 9;

  private static final int DATA = 0;

  private @Nullable ByteBuf block;
  private Written written = new Written();
  private boolean headLast;

  /** Tells those whose bytes are in a block when it has been written. */
  private static final class Written implements GenericFutureListener<Future<? super Void>> {
    private final List<ChannelPromise> promises = new ArrayList<>();

    @Override
    public void operationComplete(Future<? super Void> block) {
      Throwable problem = block.cause();
      for (int i = 0; i < promises.size(); i++) {
        if (problem == null) {
          promises.get(i).trySuccess();
        } else {
          promises.get(i).tryFailure(problem);
        }
      }
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof ByteBuf bytes)) {
      emit(context);
      context.write(message, promise);
      return;
    }
    int length = bytes.readableBytes();
    if (headLast && length > 0 && hasRoom(bytes)) {
      joinHead(context, bytes, promise);
    } else {
      copy(context, bytes, promise);
      bytes.release();
    }
    headLast = length == HEAD_BYTES && block != null && isDataHead(block);
  }

  private static boolean isDataHead(ByteBuf block) {
    int head = block.writerIndex() - HEAD_BYTES;
    return head >= 0 && block.getByte(head + 3) == DATA;
  }

  private static boolean hasRoom(ByteBuf bytes) {
    return bytes.readerIndex() >= HEAD_BYTES
        && bytes.unwrap() == null
        && !(bytes instanceof CompositeByteBuf)
        && bytes.refCnt() == 1
        && bytes.isDirect();
  }

  /** Takes the head off the block again and puts it before its payload. */
  private void joinHead(ChannelHandlerContext context, ByteBuf payload, ChannelPromise promise) {
    ByteBuf before = block;
    if (before == null) {
      throw new IllegalStateException("a head without a block");
    }
    int head = before.writerIndex() - HEAD_BYTES;
    int from = payload.readerIndex() - HEAD_BYTES;
    payload.setBytes(from, before, head, HEAD_BYTES).readerIndex(from);
    before.writerIndex(head);
    Written frame = new Written();
    frame.promises.add(written.promises.removeLast());
    frame.promises.add(promise);
    emit(context);
    context.write(payload).addListener(frame);
  }

  private void copy(ChannelHandlerContext context, ByteBuf bytes, ChannelPromise promise) {
    while (true) {
      ByteBuf target = block;
      if (target == null) {
        target = context.alloc().directBuffer(RECORD_BYTES, RECORD_BYTES);
        block = target;
      }
      int part = Math.min(bytes.readableBytes(), target.writableBytes());
      target.writeBytes(bytes, part);
      boolean last = !bytes.isReadable();
      if (last) {
        written.promises.add(promise);
      }
      if (!target.isWritable()) {
        emit(context);
      }
      if (last) {
        return;
      }
    }
  }

  private void emit(ChannelHandlerContext context) {
    ByteBuf full = block;
    if (full == null) {
      return;
    }
    block = null;
    headLast = false;
    Written told = written;
    written = new Written();
    if (full.isReadable() || !told.promises.isEmpty()) {
      context.write(full).addListener(told);
    } else {
      full.release();
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    emit(context);
    context.flush();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    emit(context);
    context.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ByteBuf rest = block;
    if (rest != null) {
      block = null;
      rest.release();
      ClosedChannelException closed = new ClosedChannelException();
      written.promises.forEach(promise -> promise.tryFailure(closed));
    }
  }
}
