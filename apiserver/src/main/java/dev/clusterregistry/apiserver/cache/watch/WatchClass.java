package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.machinery.status.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Watchers of one loop that get the same frames. Only live ones are members; the others refer to it
 * for the day they catch up.
 */
final class WatchClass {
  private static final int FRAMES_PER_BATCH = 256;

  private final ResourceHub resource;
  private final ClassKey key;
  private final List<Watcher> members = new ArrayList<>(1);
  private List<byte[]> pending = new ArrayList<>(1);
  private long pendingBytes;
  private long pendingFrom;
  private int references;

  WatchClass(ResourceHub resource, ClassKey key) {
    this.resource = resource;
    this.key = key;
  }

  ClassKey key() {
    return key;
  }

  WatchClass refer() {
    references++;
    return this;
  }

  void release() {
    references--;
    if (references == 0) {
      resource.forget(this);
    }
  }

  void join(Watcher watcher) {
    watcher.slot = members.size();
    members.add(watcher);
    resource.liveChanged(1);
    if (members.size() == 1) {
      resource.activate(this);
    }
  }

  void leave(Watcher watcher) {
    Watcher last = members.remove(members.size() - 1);
    if (last != watcher) {
      members.set(watcher.slot, last);
      last.slot = watcher.slot;
    }
    watcher.slot = -1;
    resource.liveChanged(-1);
    if (members.isEmpty()) {
      resource.deactivate(this);
    }
  }

  /** Adds the event's frame if the event is one for this class. */
  void offer(Event event, long position) {
    if (members.isEmpty()) {
      return;
    }
    if (event.broken() != null) {
      if (Frames.mayConcern(key.filter(), event)) {
        fail(position, Frames.undecodable(event));
      }
      return;
    }
    EventType type = event.seenBy(key.filter());
    if (type == null) {
      return;
    }
    boolean first = key.fresh() && pending.isEmpty();
    byte[] frame = Frames.of(resource.hub().watches(), key.encoding(), event, type, first);
    if (frame == null) {
      fail(position, Frames.unencodable(event));
      return;
    }
    if (pending.isEmpty()) {
      pendingFrom = position;
      resource.touch(this);
    }
    pending.add(frame);
    pendingBytes += frame.length;
    if (pendingBytes >= Turns.SLICE_BYTES || pending.size() >= FRAMES_PER_BATCH) {
      flush(position + 1);
    }
  }

  /**
   * Writes what is pending to all members.
   *
   * @param next the position behind the last event that was offered
   */
  void flush(long next) {
    if (pending.isEmpty()) {
      return;
    }
    FrameBatch batch = new FrameBatch(pending);
    int written = 0;
    for (int i = members.size() - 1; i >= 0; i--) {
      Watcher watcher = members.get(i);
      if (watcher.isEnded()) {
        continue;
      }
      if (!watcher.channel().isWritable()) {
        leave(watcher);
        watcher.follow(pendingFrom);
        continue;
      }
      if (key.fresh()) {
        leave(watcher);
        watcher.write(batch);
        watcher.follow(next);
      } else {
        watcher.write(batch);
      }
      written++;
    }
    batch.release();
    resource.metrics().eventsDispatched.add((long) written * pending.size());
    pending = new ArrayList<>(Math.min(pending.size(), 16));
    pendingBytes = 0;
  }

  /** The log's ring has passed the whole loop. */
  void overtaken() {
    List.copyOf(members).forEach(Watcher::overtaken);
  }

  private void fail(long position, Status status) {
    flush(position);
    List.copyOf(members).forEach(watcher -> watcher.fail(status));
  }
}
