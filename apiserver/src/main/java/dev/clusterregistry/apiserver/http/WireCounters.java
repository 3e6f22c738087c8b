package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Reports a connection and its bytes to the listener. */
final class WireCounters extends ChannelDuplexHandler {
  private final TransportListener listener;

  WireCounters(TransportListener listener) {
    this.listener = listener;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    listener.connectionOpened();
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    listener.connectionClosed();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      listener.received(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      listener.sent(bytes.readableBytes());
    }
    context.write(message, promise);
  }
}
