package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes frames of events, once for all loops and watchers of an encoding. */
final class Frames {
  private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

  private Frames() {}

  private record Key(FrameEncoding encoding, EventType type, boolean first) {}

  /** The frame, or null if the encoding fails on the object, which is a bug of the encoding. */
  static byte @Nullable [] of(
      Watches watches, FrameEncoding encoding, Event event, EventType type, boolean first) {
    try {
      return watches
          .frames()
          .get(
              event,
              new Key(encoding, type, first),
              () -> encoding.event(type, event.object(type), first));
    } catch (RuntimeException e) {
      LOG.error("{} at revision {} cannot be encoded", event.key(), event.revision(), e);
      return null;
    }
  }

  /** Whether an event whose new state cannot be read could be one for the filter. */
  static boolean mayConcern(ObjectFilter filter, Event event) {
    String key = event.key();
    if (filter.name() != null && !key.endsWith("/" + filter.name())) {
      return false;
    }
    return filter.namespace() == null || key.contains("/" + filter.namespace() + "/");
  }

  static Status unencodable(Event event) {
    return Statuses.internal("the object " + event.key() + " cannot be encoded").status();
  }

  static Status undecodable(Event event) {
    return undecodable(event.key(), String.valueOf(event.broken()));
  }

  static Status undecodable(String key, String why) {
    return Status.failure(
        500, "StorageReadError", "the stored object " + key + " cannot be decoded: " + why, null);
  }
}
