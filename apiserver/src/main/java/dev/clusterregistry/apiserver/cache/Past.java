package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.Patience;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Older states of one resource. Some snapshots are kept, within a budget; a state between them is
 * made from the nearest one by replaying or undoing the log's events.
 */
final class Past {
  /** A snapshot is kept whenever so many events lie behind the last one. */
  private static final int SPACING = 2_048;

  /** So many events are replayed on an event loop at most. */
  private static final int QUICK = 2_048;

  private final long budget;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, Kept> kept = new TreeMap<>(); // guarded by lock
  private long held; // guarded by lock
  private long unaccounted; // guarded by lock
  private int sinceLast; // guarded by lock

  private record Kept(Snapshot snapshot, long cost) {}

  Past(long budget) {
    this.budget = budget;
  }

  /**
   * Notes the state after a batch.
   *
   * @param cost heap bytes that the state before it alone would hold
   */
  void passed(Snapshot snapshot, int events, long cost) {
    lock.lock();
    try {
      unaccounted += cost;
      sinceLast += events;
      if (sinceLast >= SPACING) {
        keep(snapshot, 0);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a state that a client has been told to come back to, if it has a place in the log. */
  void retain(Snapshot snapshot) {
    if (snapshot.end() == Snapshot.NOWHERE) {
      return;
    }
    lock.lock();
    try {
      keep(snapshot, 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The state at a revision at or below that of {@code latest}, or null if it is too old.
   *
   * @param patience asked to block if that takes long
   */
  @Nullable Snapshot at(long revision, Snapshot latest, Patience patience) {
    Snapshot below;
    Snapshot above;
    lock.lock();
    try {
      Map.Entry<Long, Kept> floor = kept.floorEntry(revision);
      Map.Entry<Long, Kept> ceiling = kept.ceilingEntry(revision);
      below = floor == null ? null : floor.getValue().snapshot;
      above = ceiling == null ? latest : ceiling.getValue().snapshot;
    } finally {
      lock.unlock();
    }
    if (above.revision() == revision) {
      return above;
    }
    if (below != null && below.revision() == revision) {
      return below;
    }
    EventLog log = latest.log();
    long position = log.positionAfter(revision);
    if (position < 0) {
      return null;
    }
    Snapshot base =
        below != null
                && below.end() >= log.start()
                && position - below.end() < above.end() - position
            ? below
            : above;
    if (Math.abs(position - base.end()) > QUICK) {
      patience.blocking();
    }
    return between(base, position, revision);
  }

  /** Steps from a state to the one just before a position of the log. */
  private @Nullable Snapshot between(Snapshot base, long position, long revision) {
    EventLog log = base.log();
    TreeEdit edit = new TreeEdit(base.tree());
    for (long at = base.end(); at < position; at++) {
      Event event = log.get(at);
      if (event == null) {
        return null;
      }
      set(edit, event.key(), event.current());
    }
    for (long at = base.end() - 1; at >= position; at--) {
      Event event = log.get(at);
      if (event == null) {
        return null;
      }
      set(edit, event.key(), event.previous());
    }
    Snapshot made =
        new Snapshot(base.resource(), revision, edit.done(), base.broken(), log, position);
    lock.lock();
    try {
      keep(made, edit.copiedBytes());
    } finally {
      lock.unlock();
    }
    return made;
  }

  private static void set(TreeEdit edit, String key, @Nullable Frozen state) {
    if (state == null) {
      edit.remove(key);
    } else {
      edit.put(state);
    }
  }

  private void keep(Snapshot snapshot, long ownCost) {
    if (kept.containsKey(snapshot.revision())) {
      return;
    }
    long cost = ownCost;
    if (kept.isEmpty() || snapshot.revision() > kept.lastKey()) {
      cost += unaccounted;
      unaccounted = 0;
      sinceLast = 0;
    }
    kept.put(snapshot.revision(), new Kept(snapshot, cost));
    held += cost;
    while (held > budget && kept.size() > 1) {
      held -= kept.pollFirstEntry().getValue().cost;
    }
  }
}
