package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns changes that are read back from the log, previous values included, into events. */
final class Replay {
  private Replay() {}

  /**
   * @param seen the last state of each key so far, which saves decoding it again; updated
   */
  static Event event(CachedResource resource, Change change, Map<String, Frozen> seen) {
    Frozen previous = seen.remove(change.key());
    if (previous == null && change.previousValue() != null) {
      previous =
          freeze(resource, change.key(), change.previousValue(), change.previousRevision(), false);
    }
    byte[] value = change.value();
    if (value == null) {
      return new Event(change.revision(), change.key(), null, previous, null);
    }
    Frozen current = freeze(resource, change.key(), value, change.revision(), change.outdated());
    if (current == null) {
      String reason = "the stored value cannot be decoded";
      return new Event(change.revision(), change.key(), null, previous, reason);
    }
    seen.put(change.key(), current);
    return new Event(change.revision(), change.key(), current, previous, null);
  }

  private static @Nullable Frozen freeze(
      CachedResource resource, String key, byte[] value, long revision, boolean outdated) {
    try {
      return resource.freeze(key, value, revision, outdated);
    } catch (UndecodableException e) {
      return null;
    }
  }
}
