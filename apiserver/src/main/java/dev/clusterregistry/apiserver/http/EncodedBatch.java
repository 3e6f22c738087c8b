package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch's bytes as each protocol sends them, made on first use and shared by all channels of a
 * loop.
 */
final class EncodedBatch {
  private static final int WEB_SOCKET_FINAL = 0x80;

  private final List<byte[]> frames;
  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf plain;
  private @Nullable ByteBuf chunk;
  private @Nullable ByteBuf text;
  private @Nullable ByteBuf binary;

  private EncodedBatch(List<byte[]> frames, ByteBufAllocator allocator) {
    this.frames = frames;
    this.allocator = allocator;
  }

  static EncodedBatch of(FrameBatch batch, ByteBufAllocator allocator) {
    if (batch.encoded instanceof EncodedBatch known) {
      return known;
    }
    EncodedBatch encoded = new EncodedBatch(batch.frames(), allocator);
    batch.encoded = encoded;
    batch.onRelease = encoded::release;
    return encoded;
  }

  /** As an HTTP/2 DATA frame or an HTTP/1.0 body carries it. */
  ByteBuf plain() {
    ByteBuf known = plain;
    if (known == null) {
      known = allocator.directBuffer(size());
      for (byte[] frame : frames) {
        known.writeBytes(frame);
      }
      plain = known;
    }
    return known.retainedDuplicate();
  }

  /** As one HTTP/1.1 chunk. */
  ByteBuf chunk() {
    ByteBuf known = chunk;
    if (known == null) {
      int size = size();
      known = allocator.directBuffer(size + 12);
      known.writeCharSequence(Integer.toHexString(size), StandardCharsets.US_ASCII);
      known.writeByte('\r').writeByte('\n');
      for (byte[] frame : frames) {
        known.writeBytes(frame);
      }
      known.writeByte('\r').writeByte('\n');
      chunk = known;
    }
    return known.retainedDuplicate();
  }

  ByteBuf webSocket(int opcode) {
    ByteBuf known = opcode == WebSocketBody.TEXT ? text : binary;
    if (known == null) {
      known = allocator.directBuffer(size() + 10 * frames.size());
      for (byte[] frame : frames) {
        webSocketHead(known, opcode, frame.length);
        known.writeBytes(frame);
      }
      if (opcode == WebSocketBody.TEXT) {
        text = known;
      } else {
        binary = known;
      }
    }
    return known.retainedDuplicate();
  }

  static void webSocketHead(ByteBuf target, int opcode, int length) {
    target.writeByte(WEB_SOCKET_FINAL | opcode);
    if (length < 126) {
      target.writeByte(length);
    } else if (length <= 0xffff) {
      target.writeByte(126).writeShort(length);
    } else {
      target.writeByte(127).writeLong(length);
    }
  }

  private int size() {
    int size = 0;
    for (byte[] frame : frames) {
      size += frame.length;
    }
    return size;
  }

  private void release() {
    release(plain);
    release(chunk);
    release(text);
    release(binary);
  }

  private static void release(@Nullable ByteBuf bytes) {
    if (bytes != null) {
      bytes.release();
    }
  }
}
