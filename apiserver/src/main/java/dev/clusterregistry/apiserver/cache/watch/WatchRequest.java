package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.ObjectFilter;
import java.time.Duration;

/**
 * What one watcher wants.
 *
 * @param bookmarks sends BOOKMARK events now and then
 * @param timeout after which the stream ends cleanly
 */
public record WatchRequest(
    WatchStart start,
    ObjectFilter filter,
    FrameEncoding encoding,
    boolean bookmarks,
    Duration timeout) {}
