package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventLog;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.ObjectMatch;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.cache.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log's ring for a watcher that may see some objects only. Between two changes of the
 * rules it filters events as any cursor does; at a change it sends what appears as ADDED and what
 * disappears as DELETED, all with the revision of that change. What a change means is found out on
 * a virtual thread while the cursor rests.
 *
 * <p>Several events can so have one revision, and a client may have got but the first of them when
 * its connection broke. Who resumes from such a revision is sent all of them again.
 */
final class SightCursor implements Phase {
  private final Sight.Limited sight;
  private final ObjectFilter selected;
  private final boolean resumed;
  private long position;
  private long revision;
  private @Nullable ObjectMatch seen;
  private ObjectFilter filter;
  private @Nullable SightChange change;
  private long changeRevision;
  private int turned;
  private boolean asking;
  private boolean caughtUp;
  private boolean closed;

  /**
   * @param position of the first event that the client does not have
   * @param revision up to which it has everything
   * @param resumed the client may have been cut off in the midst of what that revision changed
   */
  SightCursor(
      Sight.Limited sight, ObjectFilter selected, long position, long revision, boolean resumed) {
    this.sight = sight;
    this.selected = selected;
    this.filter = selected;
    this.position = position;
    this.revision = revision;
    this.resumed = resumed;
  }

  @Override
  public boolean slice(Watcher watcher) {
    watcher.resource().followers().add(watcher);
    if (change != null) {
      return sendChange(watcher, change);
    }
    if (seen == null) {
      ask(watcher, revision);
      return false;
    }
    return sendEvents(watcher);
  }

  private boolean sendEvents(Watcher watcher) {
    EventLog log = watcher.resource().log();
    Snapshot now = watcher.hub().cache().current(watcher.cachedResource());
    if (now.log() != log) {
      return false; // a reset is on its way
    }
    long next = sight.nextChange(revision, now.revision());
    if (next == Sight.Limited.FORGOTTEN) {
      watcher.overtaken();
      return false;
    }
    Outbox outbox = new Outbox(watcher, filter);
    while (position < now.end() && !outbox.isFull()) {
      Event event = log.get(position);
      if (event == null) {
        outbox.send();
        watcher.overtaken();
        return false;
      }
      if (event.revision() > next) {
        break;
      }
      if (!outbox.offer(event)) {
        return false;
      }
      position++;
      revision = event.revision();
    }
    boolean full = outbox.isFull();
    outbox.send();
    if (full) {
      return watcher.channel().isWritable();
    }
    if (next == Sight.Limited.NONE) {
      revision = now.revision();
      caughtUp = true;
    } else {
      ask(watcher, next);
    }
    return false;
  }

  private boolean sendChange(Watcher watcher, SightChange now) {
    Outbox outbox = new Outbox(watcher, filter);
    while (turned < now.turned().size() && !outbox.isFull()) {
      SightChange.Turned each = now.turned().get(turned);
      Frozen object = each.object().at(changeRevision);
      outbox.add(each.appeared() ? EventType.ADDED : EventType.DELETED, object);
      turned++;
    }
    outbox.send();
    if (turned == now.turned().size()) {
      revision = changeRevision;
      seen = now.after();
      filter = selected.and(now.after());
      change = null;
      turned = 0;
      return true;
    }
    return watcher.channel().isWritable();
  }

  /** Finds out what becomes visible at a revision, and what does not stay so. */
  private void ask(Watcher watcher, long at) {
    asking = true;
    ObjectMatch before = seen;
    Watches watches = watcher.hub().watches();
    watches
        .catchUpReads()
        .run(
            watcher.hub(),
            () ->
                SightChange.at(
                    at, watches.cache(), watcher.cachedResource(), sight, selected, before),
            answer -> arrived(watcher, at, answer));
  }

  private void arrived(Watcher watcher, long at, @Nullable SightChange answer) {
    asking = false;
    if (closed) {
      return;
    }
    if (answer == null) {
      watcher.overtaken();
      return;
    }
    boolean start = seen == null;
    boolean again = resumed && answer.turned().size() > 1;
    change = !start || again ? answer : answer.without();
    changeRevision = at;
    watcher.takeTurns();
  }

  @Override
  public boolean hasWork() {
    return !asking && !caughtUp;
  }

  @Override
  public void woken() {
    caughtUp = false;
  }

  @Override
  public long sentUpTo(Watcher watcher) {
    if (asking || change != null || seen == null || sendEvents(watcher) || asking) {
      return BEHIND;
    }
    return watcher.isEnded() ? BEHIND : revision;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isLost(Watcher watcher) {
    return position < watcher.resource().log().start();
  }
}
