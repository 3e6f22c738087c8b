package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.ObjectFilter;
import java.time.Duration;

/**
 * What one watcher wants.
 *
 * @param filter which objects it is about at its start
 * @param course how it goes on
 * @param bookmarks sends BOOKMARK events now and then
 * @param timeout after which the stream ends cleanly
 */
public record WatchRequest(
    WatchStart start,
    ObjectFilter filter,
    Course course,
    FrameEncoding encoding,
    boolean bookmarks,
    Duration timeout) {

  /** One whose filter stays as it is. */
  public WatchRequest(
      WatchStart start,
      ObjectFilter filter,
      FrameEncoding encoding,
      boolean bookmarks,
      Duration timeout) {
    this(start, filter, Course.SHARED, encoding, bookmarks, timeout);
  }
}
