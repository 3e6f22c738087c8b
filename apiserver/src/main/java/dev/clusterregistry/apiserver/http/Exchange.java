package dev.clusterregistry.apiserver.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its one reply, confined to its event loop. */
abstract class Exchange {
  private final NettyLoop loop;
  private final Dispatcher dispatcher;
  private final BodyBuffer requestBody;
  private @Nullable Future<?> timer;
  private @Nullable Thread worker;
  private boolean answered;
  private @Nullable StreamBody body;

  Exchange(Channel channel, Engine engine) {
    this.loop = engine.loop(channel);
    this.dispatcher = engine.dispatcher();
    this.requestBody = new BodyBuffer(engine.options().limits().body(), engine.bodies());
  }

  abstract void writeFull(Reply.Full reply);

  /** Writes and flushes the head; null if the reply has no body to stream, as on HEAD. */
  abstract @Nullable StreamBody writeHead(Reply.Streaming reply);

  final NettyLoop loop() {
    return loop;
  }

  final boolean answered() {
    return answered;
  }

  final BodyBuffer requestBody() {
    return requestBody;
  }

  /** Nothing more of the request needs to arrive: either it cannot be taken, or it is refused. */
  final boolean enough() {
    return requestBody.tooLarge() || requestBody.noRoom();
  }

  final @Nullable StreamBody body() {
    return body;
  }

  final void dispatch(RequestHead head, Peer peer) {
    if (requestBody.noRoom()) {
      answer(PlainReplies.tooManyRequests());
    } else {
      boolean tooLarge = requestBody.tooLarge();
      dispatcher.dispatch(this, head.request(requestBody.take(), tooLarge, peer));
    }
  }

  /** Bounds the time until the answer; may be called more than once. */
  final void startTimer() {
    if (timer == null && !answered) {
      long nanos = dispatcher.requestTimeout().toNanos();
      timer = loop.eventLoop().schedule(this::timedOut, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Bounds it further if the request is to wait less than others. */
  final void startTimer(Duration own) {
    boolean sooner = own.compareTo(dispatcher.requestTimeout()) < 0;
    if (sooner && !answered) {
      if (timer != null) {
        timer.cancel(false);
      }
      timer = loop.eventLoop().schedule(this::timedOut, own.toNanos(), TimeUnit.NANOSECONDS);
    } else {
      startTimer();
    }
  }

  final void worker(Thread thread) {
    worker = thread;
  }

  private void timedOut() {
    Thread late = worker;
    if (!answered) {
      answer(dispatcher.timeoutReply());
      if (late != null) {
        late.interrupt();
      }
    }
  }

  /** The first answer counts. */
  final void answer(Reply reply) {
    if (answered) {
      if (reply instanceof Reply.Streaming late) {
        StreamBody.closed(loop, late.source());
      }
      return;
    }
    settle();
    switch (reply) {
      case Reply.Full full -> writeFull(full);
      case Reply.Streaming streaming -> {
        StreamBody opened = writeHead(streaming);
        if (opened == null) {
          StreamBody.closed(loop, streaming.source());
        } else {
          body = opened;
          opened.open();
        }
      }
    }
  }

  /** The client has gone: an answer that is still to come is dropped. */
  final void disconnected() {
    settle();
    if (body != null) {
      body.lost();
    }
  }

  private void settle() {
    answered = true;
    worker = null;
    requestBody.release();
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
