package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Tells a client that forgot TLS, in Go's words. */
final class PlainTextRefusal extends ChannelInboundHandlerAdapter {
  private static final String TEXT =
      "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
    ByteBuf out = context.alloc().directBuffer(TEXT.length());
    out.writeCharSequence(TEXT, StandardCharsets.US_ASCII);
    context.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
  }
}
