package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Finds the status of an answer. A header block that neither changes the compression table nor
 * needs it for the status, which nearly all are, is only looked at; the others are decoded.
 */
final class StatusReader {
  private static final int HEADER_LIMIT = 1 << 20;

  /** The statuses of HPACK's static table, from its field 8 on. */
  private static final int[] STATIC = {200, 204, 206, 304, 400, 404, 500};

  private static final int FIRST_STATIC = 0x80 | 8;

  private final DefaultHttp2HeadersDecoder decoder =
      new DefaultHttp2HeadersDecoder(false, HEADER_LIMIT);

  /** The status, or 0 if the block has none, as that of trailers. */
  int read(int streamId, ByteBuf block, int length) throws Http2Exception {
    int from = block.readerIndex();
    int kind = length == 0 ? 0 : block.getUnsignedByte(from) - FIRST_STATIC;
    if (kind >= 0 && kind < STATIC.length && leavesTable(block, from, from + length)) {
      return STATIC[kind];
    }
    Http2Headers headers = decoder.decodeHeaders(streamId, block.slice(from, length));
    CharSequence status = headers.status();
    return status == null ? 0 : Integer.parseInt(status.toString());
  }

  private static boolean leavesTable(ByteBuf block, int from, int until) {
    int at = from;
    while (at < until) {
      int first = block.getUnsignedByte(at);
      if ((first & 0x80) != 0) {
        at = afterNumber(block, at, 0x7f);
      } else if ((first & 0x60) != 0) {
        return false; // a field for the table, or a new size for it
      } else {
        boolean named = (first & 0x0f) == 0;
        at = afterNumber(block, at, 0x0f);
        at = named ? afterText(block, at) : at;
        at = afterText(block, at);
      }
    }
    return true;
  }

  private static int afterNumber(ByteBuf block, int at, int prefix) {
    int next = at + 1;
    if ((block.getUnsignedByte(at) & prefix) == prefix) {
      while (block.getByte(next) < 0) {
        next++;
      }
      next++;
    }
    return next;
  }

  private static int afterText(ByteBuf block, int at) {
    int length = block.getUnsignedByte(at) & 0x7f;
    int next = at + 1;
    if (length == 0x7f) {
      int shift = 0;
      int more;
      do {
        more = block.getUnsignedByte(next++);
        length += (more & 0x7f) << shift;
        shift += 7;
      } while ((more & 0x80) != 0);
    }
    return next + length;
  }
}
