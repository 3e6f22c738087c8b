package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.EventLog;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.cache.Snapshot;
import org.jspecify.annotations.Nullable;

/** How a watch goes on from its start. */
public sealed interface Course {
  /** In the company of all watchers of an equal filter. */
  Course SHARED = new Shared();

  /**
   * By itself, since what it sees depends on more than the objects.
   *
   * @param selected what the client asked for
   */
  static Course limited(Sight.Limited sight, ObjectFilter selected) {
    return new Limited(sight, selected);
  }

  /** Behind a revision that the client has; null if that is further back than the memory goes. */
  @Nullable Phase after(long revision, EventLog log);

  /** Behind the initial events. */
  Phase behind(Snapshot snapshot);

  /** Behind a revision from before the memory. */
  Phase before(long revision);

  /** See {@link #SHARED}. */
  record Shared() implements Course {
    @Override
    public @Nullable Phase after(long revision, EventLog log) {
      long position = log.positionAfter(revision);
      return position < 0 ? null : new RingCursor(position);
    }

    @Override
    public Phase behind(Snapshot snapshot) {
      return new RingCursor(snapshot.end());
    }

    @Override
    public Phase before(long revision) {
      return new LogCatchUp(revision);
    }
  }

  /** See {@link #limited}. */
  record Limited(Sight.Limited sight, ObjectFilter selected) implements Course {
    @Override
    public @Nullable Phase after(long revision, EventLog log) {
      long position = log.positionAfter(revision);
      boolean known =
          position >= 0 && sight.nextChange(revision, revision) != Sight.Limited.FORGOTTEN;
      return known ? new SightCursor(sight, selected, position, revision, true) : null;
    }

    @Override
    public Phase behind(Snapshot snapshot) {
      return new SightCursor(sight, selected, snapshot.end(), snapshot.revision(), false);
    }

    @Override
    public Phase before(long revision) {
      return new Forgotten(revision);
    }
  }
}
