package dev.clusterregistry.apiserver.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Map;

/** What all connections of a server share. */
final class Engine {
  private final HttpOptions options;
  private final Dispatcher dispatcher;
  private final Map<EventLoop, NettyLoop> loops;
  private final BodyBudget bodies;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private volatile boolean draining;

  Engine(HttpOptions options, Dispatcher dispatcher, Map<EventLoop, NettyLoop> loops) {
    this.options = options;
    this.dispatcher = dispatcher;
    this.loops = Map.copyOf(loops);
    this.bodies = new BodyBudget(options.limits().allBodies());
  }

  HttpOptions options() {
    return options;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  BodyBudget bodies() {
    return bodies;
  }

  ChannelGroup connections() {
    return connections;
  }

  boolean draining() {
    return draining;
  }

  void startDraining() {
    draining = true;
  }

  NettyLoop loop(Channel channel) {
    NettyLoop loop = loops.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a channel of another server");
    }
    return loop;
  }
}
