package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;

/** A streamed body over HTTP/2. */
final class Http2Body extends StreamBody {
  private final Http2Exchange exchange;
  private final Http2Session session;
  private final Http2Stream stream;

  Http2Body(Http2Exchange exchange, Http2Session session, Http2Stream stream, StreamSource source) {
    super(exchange.loop(), session.context().alloc(), source);
    this.exchange = exchange;
    this.session = session;
    this.stream = stream;
  }

  @Override
  boolean roomBelow() {
    boolean room = session.roomFor(stream);
    if (!room) {
      session.waitForRoom(this);
    }
    return room;
  }

  /** With its head a frame fills a TLS record. */
  @Override
  int bufferBytes() {
    return RecordJoiner.RECORD_BYTES;
  }

  @Override
  int headBytes() {
    return RecordJoiner.HEAD_BYTES;
  }

  @Override
  void writeBuffer(ByteBuf content) {
    content.readerIndex(RecordJoiner.HEAD_BYTES);
    int length = content.readableBytes();
    exchange.writeData(content, false);
    session.push();
    session.written(length);
  }

  @Override
  int writeBatch(EncodedBatch batch) {
    ByteBuf bytes = batch.plain();
    int length = bytes.readableBytes();
    if (length > 0) {
      exchange.writeData(bytes, false);
      session.written(length);
    } else {
      bytes.release();
    }
    return length;
  }

  @Override
  void flushBelow() {
    session.flushSoon();
  }

  @Override
  void writeEnd() {
    exchange.ended(exchange.writeData(Unpooled.EMPTY_BUFFER, true));
    session.flushSoon();
  }

  @Override
  void cut() {
    session.reset(stream.id(), Http2Error.INTERNAL_ERROR);
  }
}
