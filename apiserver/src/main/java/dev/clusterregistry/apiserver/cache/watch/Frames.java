package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.machinery.status.Status;

/** Makes frames of events, once for all loops and watchers of an encoding. */
final class Frames {
  private Frames() {}

  private record Key(FrameEncoding encoding, EventType type, boolean first) {}

  static byte[] of(
      Watches watches, FrameEncoding encoding, Event event, EventType type, boolean first) {
    return watches
        .frames()
        .get(
            event,
            new Key(encoding, type, first),
            () -> encoding.event(type, event.object(type), first));
  }

  /** Whether an event whose new state cannot be read could be one for the filter. */
  static boolean mayConcern(ObjectFilter filter, Event event) {
    String key = event.key();
    if (filter.name() != null && !key.endsWith("/" + filter.name())) {
      return false;
    }
    return filter.namespace() == null || key.contains("/" + filter.namespace() + "/");
  }

  static Status undecodable(Event event) {
    return undecodable(event.key(), String.valueOf(event.broken()));
  }

  static Status undecodable(String key, String why) {
    return Status.failure(
        500, "StorageReadError", "the stored object " + key + " cannot be decoded: " + why, null);
  }
}
