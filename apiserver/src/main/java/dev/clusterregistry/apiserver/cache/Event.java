package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.Nullable;

/**
 * One change of one object, as the log keeps it. Derivable: its watch frames are remembered on it.
 */
public final class Event extends Derivable {
  private static final int OVERHEAD = 64;

  private final long revision;
  private final String key;
  private final @Nullable Frozen current;
  private final @Nullable Frozen previous;
  private final @Nullable String broken;

  Event(
      long revision,
      String key,
      @Nullable Frozen current,
      @Nullable Frozen previous,
      @Nullable String broken) {
    this.revision = revision;
    this.key = key;
    this.current = current;
    this.previous = previous;
    this.broken = broken;
  }

  public long revision() {
    return revision;
  }

  public String key() {
    return key;
  }

  /** The new state; null if the object was deleted or its new value cannot be decoded. */
  public @Nullable Frozen current() {
    return current;
  }

  /** The old state; null if there was none. */
  public @Nullable Frozen previous() {
    return previous;
  }

  /** Why the new value cannot be decoded; null otherwise. */
  public @Nullable String broken() {
    return broken;
  }

  /** What this event is to someone who sees only the filter's objects; null if nothing. */
  public @Nullable EventType seenBy(ObjectFilter filter) {
    boolean now = current != null && filter.matches(current);
    boolean before = previous != null && filter.matches(previous);
    if (now) {
      return before ? EventType.MODIFIED : EventType.ADDED;
    }
    return before ? EventType.DELETED : null;
  }

  /** What a frame of that type carries: a DELETED one the old content with this revision. */
  public Frozen object(EventType type) {
    Frozen object = type == EventType.DELETED ? previous : current;
    if (object == null) {
      throw new IllegalStateException(type + " does not apply to " + key + "@" + revision);
    }
    return type == EventType.DELETED ? object.at(revision) : object;
  }

  /** Heap bytes that only history holds: the current state is also in the snapshot. */
  int cost() {
    return OVERHEAD + (previous == null ? 0 : previous.cost());
  }
}
