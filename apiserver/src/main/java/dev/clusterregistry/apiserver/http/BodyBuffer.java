package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers a request's body up to a limit. */
final class BodyBuffer {
  private static final byte[] EMPTY = new byte[0];
  private static final int FIRST_BYTES = 2048;

  private final int limit;
  private byte[] bytes = EMPTY;
  private int size;
  private boolean tooLarge;

  BodyBuffer(int limit) {
    this.limit = limit;
  }

  /** The body passed the limit, or announced that it would; what there was of it is dropped. */
  boolean tooLarge() {
    return tooLarge;
  }

  void announce(long length) {
    if (length > limit) {
      drop();
    } else if (length > 0) {
      // what is announced is not believed beyond a first step
      bytes = new byte[(int) Math.min(length, 64 * 1024)];
    }
  }

  void add(ByteBuf content) {
    int length = content.readableBytes();
    if (tooLarge || length == 0) {
      return;
    }
    if (size + length > limit) {
      drop();
      return;
    }
    if (size + length > bytes.length) {
      int grown = Math.max(size + length, Math.max(FIRST_BYTES, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.min(grown, limit));
    }
    content.getBytes(content.readerIndex(), bytes, size, length);
    size += length;
  }

  private void drop() {
    tooLarge = true;
    bytes = EMPTY;
    size = 0;
  }

  byte[] take() {
    byte[] all = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    bytes = EMPTY;
    size = 0;
    return all;
  }
}
