package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.Leaf;
import dev.clusterregistry.apiserver.http.StreamChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A list as one gzip stream put together from independent deflate blocks (RFC 1951, 1952). The
 * block of a leaf's run is compressed once and remembered on the leaf; its checksum is remembered
 * with it, so that a warm list never looks at the plain bytes.
 */
final class GzipBody implements ListBody {
  /** Magic, deflate, no flags, no time, fastest, unknown system. */
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** A final block with nothing in it. */
  private static final byte[] LAST = {3, 0};

  private static final Block COMMA = Block.of(FrozenItems.COMMA, 1);

  private final StreamChannel channel;
  private final DerivedCache derived;
  private int crc;
  private long length;
  private boolean begun;
  private boolean any;

  GzipBody(StreamChannel channel, DerivedCache derived) {
    this.channel = channel;
    this.derived = derived;
  }

  @Override
  public void text(byte[] bytes) {
    write(Block.of(bytes, bytes.length));
  }

  @Override
  public void run(ItemRun items) {
    separate(items.separator());
    write(Block.of(items));
  }

  @Override
  public void run(ItemRun items, Leaf leaf, RunKey key) {
    separate(items.separator());
    write(Block.remembered(derived.get(leaf, key, () -> Block.of(items).toRemember())));
  }

  private void separate(byte[] separator) {
    if (any && Arrays.equals(separator, FrozenItems.COMMA)) {
      write(COMMA);
    } else if (any && separator.length > 0) {
      text(separator);
    }
    any = true;
  }

  private void write(Block block) {
    if (!begun) {
      begun = true;
      channel.append(HEAD, 0, HEAD.length);
    }
    channel.append(block.deflated(), 0, block.size());
    crc = Crc32Join.join(crc, block.crc(), block.plainLength());
    length += block.plainLength();
  }

  @Override
  public void finish() {
    channel.append(LAST, 0, LAST.length);
    byte[] trailer =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(crc)
            .putInt((int) length)
            .array();
    channel.append(trailer, 0, trailer.length);
  }
}
