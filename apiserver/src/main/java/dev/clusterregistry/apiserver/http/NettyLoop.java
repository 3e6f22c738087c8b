package dev.clusterregistry.apiserver.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop with its place in the server and its queue of turns. */
final class NettyLoop implements Loop {
  private final EventLoop eventLoop;
  private final int index;
  private final Turns turns;

  NettyLoop(EventLoop eventLoop, int index) {
    this.eventLoop = eventLoop;
    this.index = index;
    this.turns = new Turns(eventLoop);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  Turns turns() {
    return turns;
  }

  @Override
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Future<?> future = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public int index() {
    return index;
  }
}
