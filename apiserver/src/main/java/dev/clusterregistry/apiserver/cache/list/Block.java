package dev.clusterregistry.apiserver.cache.list;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflated bytes that refer to nothing before them and end on a byte, so that blocks can be put one
 * behind the other.
 *
 * @param deflated the first {@code size} bytes of it
 * @param crc of the plain bytes
 */
record Block(byte[] deflated, int size, int crc, int plainLength) {
  private static final int TRAILER = 8;

  /** One for each event loop; its native memory goes with the thread. */
  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));

  static Block of(byte[] plain, int length) {
    CRC32 crc = new CRC32();
    crc.update(plain, 0, length);
    Deflater deflater = DEFLATER.get();
    deflater.reset();
    deflater.setInput(plain, 0, length);
    byte[] out = new byte[length / 4 + 64];
    int size = 0;
    while (true) {
      size += deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
      if (size < out.length) {
        return new Block(out, size, (int) crc.getValue(), length);
      }
      out = Arrays.copyOf(out, 2 * out.length);
    }
  }

  /** Items joined by their separator. */
  static Block of(ItemRun items) {
    byte[] separator = items.separator();
    int length = separator.length * (items.size() - 1);
    byte[][] encoded = new byte[items.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = items.item(i);
      length += encoded[i].length;
    }
    byte[] plain = new byte[length];
    int at = 0;
    for (int i = 0; i < encoded.length; i++) {
      if (i > 0) {
        System.arraycopy(separator, 0, plain, at, separator.length);
        at += separator.length;
      }
      System.arraycopy(encoded[i], 0, plain, at, encoded[i].length);
      at += encoded[i].length;
    }
    return of(plain, length);
  }

  /** The block as one array. */
  byte[] toRemember() {
    return ByteBuffer.allocate(size + TRAILER)
        .put(deflated, 0, size)
        .putInt(crc)
        .putInt(plainLength)
        .array();
  }

  static Block remembered(byte[] bytes) {
    int size = bytes.length - TRAILER;
    ByteBuffer trailer = ByteBuffer.wrap(bytes, size, TRAILER);
    return new Block(bytes, size, trailer.getInt(), trailer.getInt());
  }
}
