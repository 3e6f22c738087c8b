package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.status.Status;

/**
 * Makes the bytes of watch frames. Called on event loops, from any of them at once; must not block.
 * Watchers of equal encodings share frames, so that an encoding has value equality.
 */
public interface FrameEncoding {

  /**
   * A complete frame, with its newline.
   *
   * @param first nothing has been sent on this stream before; only asked if {@link #firstDiffers}
   */
  byte[] event(EventType type, Frozen object, boolean first);

  /**
   * @param initialEventsEnd carries the annotation k8s.io/initial-events-end
   */
  byte[] bookmark(long revision, boolean initialEventsEnd, boolean first);

  /** An ERROR event. */
  byte[] error(Status status);

  /** Whether the first frame of a stream differs from later ones, as in a Table. */
  default boolean firstDiffers() {
    return false;
  }
}
