package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventLog;

/** Follows the log's ring by itself until it has caught up with the live watchers. */
final class RingCursor implements Phase {
  private long position;

  RingCursor(long position) {
    this.position = position;
  }

  @Override
  public boolean slice(Watcher watcher) {
    ResourceHub resource = watcher.resource();
    if (position > resource.position()) {
      resource.drain();
    }
    Outbox outbox = new Outbox(watcher);
    EventLog log = resource.log();
    while (position < resource.position() && !outbox.isFull()) {
      Event event = log.get(position);
      if (event == null) {
        outbox.send();
        watcher.overtaken();
        return false;
      }
      if (!outbox.offer(event)) {
        return false;
      }
      position++;
    }
    outbox.send();
    if (position == resource.position()) {
      watcher.goLive();
      return false;
    }
    return watcher.channel().isWritable();
  }

  @Override
  public boolean hasWork() {
    return true;
  }

  @Override
  public boolean isLost(Watcher watcher) {
    return position < watcher.resource().log().start();
  }
}
