/**
 * Carries events from the cache to watchers. A watcher is a cursor on the shared log, grouped with
 * its equals on each event loop; frames are made once and written to all. Snapshots and events flow
 * in, frames flow out. It knows no schema: a {@link FrameEncoding} makes the bytes.
 */
@NullMarked
package dev.clusterregistry.apiserver.cache.watch;

import org.jspecify.annotations.NullMarked;
