package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.etcd.protocol.Event;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** Turns etcd's events into the store's changes. */
final class Changes {
  private final Keys keys;
  private final boolean withPrevious;

  /**
   * @param withPrevious whether changes bring the values that they replace
   */
  Changes(Keys keys, boolean withPrevious) {
    this.keys = keys;
    this.withPrevious = withPrevious;
  }

  /**
   * Those above a revision that are not the store's own.
   *
   * @throws CompactedException if what was replaced is compacted away already
   */
  List<Change> after(long revision, List<Event> events) {
    List<Change> changes = new ArrayList<>(events.size());
    for (Event event : events) {
      String key = keys.shown(event.getKv());
      if (key != null && event.getKv().getModRevision() > revision) {
        changes.add(change(key, event));
      }
    }
    return changes;
  }

  private Change change(String key, Event event) {
    KeyValue now = event.getKv();
    boolean deleted = event.getType() == Event.EventType.DELETE;
    byte[] value = deleted ? null : now.getValue().toByteArray();
    if (!deleted && now.getVersion() == 1) {
      return new Change(now.getModRevision(), key, value, 0, null);
    }
    if (!event.hasPrevKv()) {
      throw new CompactedException(now.getModRevision());
    }
    KeyValue before = event.getPrevKv();
    return new Change(
        now.getModRevision(),
        key,
        value,
        before.getModRevision(),
        withPrevious ? before.getValue().toByteArray() : null);
  }
}
