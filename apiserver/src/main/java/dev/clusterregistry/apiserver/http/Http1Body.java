package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** A streamed body over HTTP/1: chunked, or up to the end of the connection for HTTP/1.0. */
final class Http1Body extends StreamBody {
  /** Four hexadecimal digits and a line end; a chunk's size may have leading zeros. */
  private static final int CHUNK_HEAD = 6;

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Http1Exchange exchange;
  private final Http1Connection connection;
  private final ChannelHandlerContext context;
  private final boolean chunked;
  private final boolean closeAfter;

  Http1Body(
      Http1Exchange exchange,
      Http1Connection connection,
      ChannelHandlerContext context,
      StreamSource source,
      boolean chunked,
      boolean closeAfter) {
    super(exchange.loop(), context.alloc(), source);
    this.exchange = exchange;
    this.connection = connection;
    this.context = context;
    this.chunked = chunked;
    this.closeAfter = closeAfter;
  }

  @Override
  boolean roomBelow() {
    return context.channel().isWritable();
  }

  @Override
  int headBytes() {
    return chunked ? CHUNK_HEAD : 0;
  }

  @Override
  int tailBytes() {
    return chunked ? CRLF.length : 0;
  }

  @Override
  void writeBuffer(ByteBuf content) {
    if (chunked) {
      int size = content.readableBytes() - CHUNK_HEAD;
      for (int digit = 0; digit < 4; digit++) {
        content.setByte(digit, Character.forDigit((size >> (12 - 4 * digit)) & 0xf, 16));
      }
      content.setByte(4, '\r').setByte(5, '\n');
      content.writeBytes(CRLF);
    }
    context.write(content, context.voidPromise());
  }

  @Override
  int writeBatch(EncodedBatch batch) {
    ByteBuf bytes = chunked ? batch.chunk() : batch.plain();
    int length = bytes.readableBytes();
    if (length > 0) {
      context.write(bytes, context.voidPromise());
    } else {
      bytes.release();
    }
    return length;
  }

  @Override
  void flushBelow() {
    context.flush();
  }

  @Override
  void writeEnd() {
    if (chunked) {
      context.write(Unpooled.wrappedBuffer(LAST_CHUNK), context.voidPromise());
    }
    connection.replied(exchange, closeAfter || connection.draining());
  }

  @Override
  void cut() {
    context.close();
  }
}
