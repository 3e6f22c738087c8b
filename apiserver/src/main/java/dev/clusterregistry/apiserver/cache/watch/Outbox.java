package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.machinery.status.Status;
import java.util.ArrayList;
import java.util.List;

/** One slice of events for one watcher. */
final class Outbox {
  /** Events looked at in one turn when few of them match. */
  private static final int LOOKED_AT = 1_024;

  private final Watcher watcher;
  private final ObjectFilter filter;
  private final List<byte[]> frames = new ArrayList<>();
  private long bytes;
  private int looked;

  Outbox(Watcher watcher) {
    this(watcher, watcher.watchClass().key().filter());
  }

  /**
   * @param filter which objects the watcher is to see
   */
  Outbox(Watcher watcher, ObjectFilter filter) {
    this.watcher = watcher;
    this.filter = filter;
  }

  boolean isFull() {
    return bytes >= Turns.SLICE_BYTES || looked >= LOOKED_AT;
  }

  /** Adds the event's frame if it is one for the watcher; returns false if it ended the watcher. */
  boolean offer(Event event) {
    looked++;
    WatchClass watchClass = watcher.watchClass();
    if (event.broken() != null) {
      if (Frames.mayConcern(filter, event)) {
        fail(Frames.undecodable(event));
        return false;
      }
      return true;
    }
    EventType type = event.seenBy(filter);
    if (type != null) {
      boolean first = watchClass.key().fresh() && frames.isEmpty();
      byte[] frame =
          Frames.of(watcher.hub().watches(), watchClass.key().encoding(), event, type, first);
      if (frame == null) {
        fail(Frames.unencodable(event));
        return false;
      }
      add(frame);
    }
    return true;
  }

  private void add(byte[] frame) {
    frames.add(frame);
    bytes += frame.length;
  }

  /** Adds a frame about an object that did not change itself. */
  void add(EventType type, Frozen object) {
    looked++;
    ClassKey key = watcher.watchClass().key();
    add(key.encoding().event(type, object, key.fresh() && frames.isEmpty()));
  }

  private void fail(Status status) {
    send();
    watcher.fail(status);
  }

  void send() {
    if (frames.isEmpty()) {
      return;
    }
    FrameBatch batch = new FrameBatch(List.copyOf(frames));
    watcher.write(batch);
    batch.release();
    watcher.resource().metrics().eventsDispatched.add(frames.size());
    frames.clear();
    bytes = 0;
  }
}
