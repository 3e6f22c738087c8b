package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * A stream of messages over a WebSocket. What the client says is ignored, but pings and closing.
 */
final class WebSocketBody extends StreamBody {
  static final int TEXT = 1;
  static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int NORMAL_CLOSURE = 1000;

  private final Http1Exchange exchange;
  private final Http1Connection connection;
  private final ChannelHandlerContext context;
  private final int opcode;

  WebSocketBody(
      Http1Exchange exchange,
      Http1Connection connection,
      ChannelHandlerContext context,
      Reply.Streaming reply,
      int opcode) {
    super(exchange.loop(), context.alloc(), reply.source());
    this.exchange = exchange;
    this.connection = connection;
    this.context = context;
    this.opcode = opcode;
  }

  /** Text messages for what is JSON, binary ones for the rest. */
  static int opcode(Headers reply) {
    String type = reply.get("Content-Type");
    return type == null || type.startsWith("application/json") ? TEXT : BINARY;
  }

  void received(WebSocketFrame frame) {
    try {
      if (frame instanceof PingWebSocketFrame) {
        control(PONG, frame.content());
        context.flush();
      } else if (frame instanceof CloseWebSocketFrame) {
        lost();
        control(CLOSE, frame.content());
        connection.replied(exchange, true);
      }
    } finally {
      frame.release();
    }
  }

  private void control(int code, ByteBuf payload) {
    ByteBuf out = context.alloc().directBuffer(2 + payload.readableBytes());
    EncodedBatch.webSocketHead(out, code, payload.readableBytes());
    out.writeBytes(payload);
    context.write(out, context.voidPromise());
  }

  @Override
  boolean roomBelow() {
    return context.channel().isWritable();
  }

  @Override
  void writeBuffer(ByteBuf content) {
    ByteBuf head = context.alloc().directBuffer(10);
    EncodedBatch.webSocketHead(head, opcode, content.readableBytes());
    context.write(head, context.voidPromise());
    context.write(content, context.voidPromise());
  }

  @Override
  int writeBatch(EncodedBatch batch) {
    ByteBuf bytes = batch.webSocket(opcode);
    int length = bytes.readableBytes();
    context.write(bytes, context.voidPromise());
    return length;
  }

  @Override
  void flushBelow() {
    context.flush();
  }

  @Override
  void writeEnd() {
    ByteBuf out = context.alloc().directBuffer(4);
    EncodedBatch.webSocketHead(out, CLOSE, 2);
    out.writeShort(NORMAL_CLOSURE);
    context.write(out, context.voidPromise());
    connection.replied(exchange, true);
  }

  @Override
  void cut() {
    context.close();
  }
}
