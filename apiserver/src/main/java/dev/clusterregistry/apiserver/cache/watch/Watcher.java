package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One watch stream: a request, a channel and the phase it is in. Confined to its channel's loop
 * from {@link #opened} on.
 */
final class Watcher implements StreamSource, Turns.Turn {
  private final Watches watches;
  private final WatchRequest request;
  private @Nullable Open open;
  private Phase phase = Resting.IDLE;
  private boolean inTurns;
  private boolean sentAny;
  private boolean ended;

  /** The index among the members of its class; -1 if not live. */
  int slot = -1;

  /** What exists once the stream is open. */
  private static final class Open {
    final StreamChannel channel;
    final WatchHub hub;
    final ResourceHub resource;
    final WatchTimer timer;
    WatchClass watchClass;

    Open(
        StreamChannel channel,
        WatchHub hub,
        ResourceHub resource,
        WatchTimer timer,
        WatchClass watchClass) {
      this.channel = channel;
      this.hub = hub;
      this.resource = resource;
      this.timer = timer;
      this.watchClass = watchClass;
    }
  }

  Watcher(Watches watches, WatchRequest request) {
    this.watches = watches;
    this.request = request;
  }

  @Override
  public void opened(StreamChannel channel) {
    if (watches.isShutDown()) {
      channel.end();
      return;
    }
    WatchHub hub = watches.hub(channel.loop());
    ResourceHub resource = hub.resource(cachedResource());
    WatchClass watchClass =
        resource.classOf(
            new ClassKey(request.filter(), request.encoding(), request.encoding().firstDiffers()));
    WatchTimer timer = new WatchTimer(this, request, hub.enter(this), watches::nanoTime);
    open = new Open(channel, hub, resource, timer, watchClass.refer());
    resource.metrics().watchers.increment();
    timer.start(channel.loop());
    if (resource.drain()) { // what came while nobody on this loop watched woke nobody
      hub.wake();
    }
    begin(resource);
  }

  private void begin(ResourceHub resource) {
    switch (request.start()) {
      case WatchStart.Initial initial -> {
        if (initial.snapshot().log() == resource.log()) {
          enter(new InitialEvents(initial, initial.snapshot().range(request.filter())));
        } else {
          overtaken();
        }
      }
      case WatchStart.After after -> resume(after.revision());
    }
  }

  private void resume(long revision) {
    ResourceHub resource = resource();
    if (revision > hub().cache().revision()) {
      enter(Resting.FUTURE);
      resource.future().add(this);
    } else if (!joinRing(revision)) {
      enter(watches.cache().historyLoading() ? Resting.HISTORY : request.course().before(revision));
    }
  }

  /** Goes on in the ring behind a revision; false if the ring does not reach back so far. */
  boolean joinRing(long revision) {
    Phase next = request.course().after(revision, resource().log());
    if (next == null) {
      return false;
    }
    enter(next);
    return true;
  }

  /** Goes on behind the initial events of a snapshot. */
  void goOn(Snapshot snapshot) {
    enter(request.course().behind(snapshot));
  }

  void noLongerFuture() {
    if (request.start() instanceof WatchStart.After after
        && after.revision() <= resource().revision()) {
      resource().future().remove(this);
      resume(after.revision());
    }
  }

  void historyLoaded() {
    if (phase == Resting.HISTORY
        && request.start() instanceof WatchStart.After after
        && !joinRing(after.revision())) {
      enter(request.course().before(after.revision()));
    }
  }

  /** Goes on from a position of the ring, by itself at first. */
  void follow(long position) {
    enter(new RingCursor(position));
  }

  /** Everything up to the live position has been sent: the class writes from now on. */
  void goLive() {
    enter(Resting.LIVE);
    watchClass().join(this);
  }

  private void enter(Phase next) {
    phase.close();
    phase = next;
    takeTurns();
  }

  /** There are new events, and this watcher follows them by itself. */
  void wake() {
    phase.woken();
    takeTurns();
  }

  void takeTurns() {
    if (!inTurns && !ended && phase.hasWork() && channel().isWritable()) {
      inTurns = true;
      hub().turns().add(this);
    }
  }

  @Override
  public boolean take() {
    inTurns = !ended && channel().isWritable() && phase.slice(this);
    if (inTurns) {
      return true;
    }
    takeTurns(); // the slice may have ended in another phase
    return false;
  }

  @Override
  public void writable() {
    if (open != null) {
      takeTurns();
    }
  }

  @Override
  public void closed() {
    ended = true;
    if (open != null) {
      open.hub.leave(this);
    }
  }

  /** Called once by the hub when the stream is over. */
  void detach() {
    if (slot >= 0) {
      watchClass().leave(this);
    }
    phase.close();
    phase = Resting.IDLE;
    if (open != null) {
      open.timer.cancel();
      open.resource.future().remove(this);
      open.resource.followers().remove(this);
      open.resource.metrics().watchers.decrement();
      open.watchClass.release();
      open = null;
    }
  }

  void write(FrameBatch batch) {
    channel().write(batch);
    if (!sentAny) {
      sentAny = true;
      leaveFreshClass();
    }
  }

  private void leaveFreshClass() {
    WatchClass old = watchClass();
    if (old.key().fresh() && slot < 0 && open != null) {
      open.watchClass =
          resource().classOf(new ClassKey(request.filter(), request.encoding(), false)).refer();
      old.release();
    }
  }

  /** Sends a bookmark if the watcher has everything up to the revision. */
  void bookmark(long revision, boolean initialEventsEnd) {
    boolean first = watchClass().key().fresh();
    boolean wasLive = slot >= 0;
    if (first && wasLive) {
      watchClass().leave(this);
    }
    send(request.encoding().bookmark(revision, initialEventsEnd, first));
    if (first && wasLive) {
      follow(resource().position());
    }
  }

  private void send(byte[] frame) {
    FrameBatch batch = new FrameBatch(List.of(frame));
    write(batch);
    batch.release();
  }

  /** The history that this watcher would need is gone. */
  void overtaken() {
    resource().metrics().watchersTerminated.increment();
    tooOld(resource().revision(), resource().log().floor());
  }

  void tooOld(long wanted, long oldest) {
    fail(Statuses.tooOldResourceVersion(wanted, oldest).status());
  }

  /** Ends with an ERROR event. It is small, so that it is written even if the channel is full. */
  void fail(Status status) {
    if (!ended) {
      send(request.encoding().error(status));
      end();
    }
  }

  /** Ends cleanly. */
  void end() {
    if (!ended) {
      ended = true;
      channel().end();
    }
  }

  /** Whether the client takes so little that it can never catch up. */
  boolean isLost() {
    return !channel().isWritable() && phase.isLost(this);
  }

  /** The revision up to which the client has everything; {@link Phase#BEHIND} if it lags. */
  long sentUpTo() {
    return channel().isWritable() ? phase.sentUpTo(this) : Phase.BEHIND;
  }

  boolean isEnded() {
    return ended;
  }

  CachedResource cachedResource() {
    return switch (request.start()) {
      case WatchStart.After after -> after.resource();
      case WatchStart.Initial initial -> initial.snapshot().resource();
    };
  }

  StreamChannel channel() {
    return opened().channel;
  }

  WatchHub hub() {
    return opened().hub;
  }

  ResourceHub resource() {
    return opened().resource;
  }

  WatchClass watchClass() {
    return opened().watchClass;
  }

  private Open opened() {
    if (open == null) {
      throw new IllegalStateException("the watch is not open");
    }
    return open;
  }
}
