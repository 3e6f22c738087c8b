package dev.clusterregistry.apiserver.cache;

import java.util.concurrent.atomic.LongAdder;

/** Counters of one resource's cache, for whoever exposes metrics. */
public final class CacheMetrics {
  /** Events that came from the store. */
  public final LongAdder eventsReceived = new LongAdder();

  /** Events written to watchers, counted once per watcher. */
  public final LongAdder eventsDispatched = new LongAdder();

  /** Objects that initial events carried, counted once per watcher. */
  public final LongAdder initialEvents = new LongAdder();

  /** Watchers ended because the history overtook them or they stalled. */
  public final LongAdder watchersTerminated = new LongAdder();

  /** Watchers open now. */
  public final LongAdder watchers = new LongAdder();

  /** Reads of the store's log for a watch that began before the history in memory. */
  public final LongAdder catchUpReads = new LongAdder();

  /** Stored values that could not be decoded. */
  public final LongAdder undecodable = new LongAdder();
}
