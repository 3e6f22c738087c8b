package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import org.jspecify.annotations.Nullable;

/**
 * Serves a watcher that resumes from before the ring out of the store's log, a stretch at a time,
 * until the ring goes on. Between stretches, and while the client takes nothing, only a revision is
 * held.
 */
final class LogCatchUp implements Phase {
  private long after;
  private CatchUpReads.@Nullable Loan loan;
  private int index;
  private boolean reading;
  private boolean closed;

  LogCatchUp(long after) {
    this.after = after;
  }

  @Override
  public boolean slice(Watcher watcher) {
    CatchUpReads.Loan stretch = loan;
    if (stretch == null) {
      read(watcher);
      return false;
    }
    Outbox outbox = new Outbox(watcher);
    while (index < stretch.events().size() && !outbox.isFull()) {
      Event event = stretch.events().get(index);
      if (!outbox.offer(event)) {
        return false;
      }
      index++;
      after = event.revision();
    }
    outbox.send();
    if (index == stretch.events().size()) {
      after = stretch.through();
      giveBack();
      return !watcher.joinRing(after);
    }
    if (watcher.channel().isWritable()) {
      return true;
    }
    giveBack();
    return false;
  }

  private void read(Watcher watcher) {
    if (!reading) {
      reading = true;
      watcher.resource().metrics().catchUpReads.increment();
      watcher
          .hub()
          .watches()
          .catchUpReads()
          .read(
              watcher.hub(),
              watcher.cachedResource(),
              after,
              watcher.resource().log().floor(),
              result -> arrived(watcher, result));
    }
  }

  private void arrived(Watcher watcher, CatchUpReads.Result result) {
    reading = false;
    if (closed) {
      result.drop();
      return;
    }
    switch (result) {
      case CatchUpReads.Loan stretch -> {
        if (watcher.channel().isWritable()) {
          loan = stretch;
          index = 0;
          watcher.takeTurns();
        } else {
          stretch.drop();
        }
      }
      case CatchUpReads.TooOld tooOld -> watcher.tooOld(after, tooOld.oldest());
      case CatchUpReads.Unreadable unreadable -> watcher.fail(unreadable.status());
    }
  }

  private void giveBack() {
    if (loan != null) {
      loan.drop();
      loan = null;
    }
  }

  @Override
  public boolean hasWork() {
    return !reading;
  }

  @Override
  public void close() {
    closed = true;
    giveBack();
  }
}
