package dev.clusterregistry.store;

import java.util.List;

/**
 * Receives a subscription's changes, one call at a time.
 *
 * <p>A sink that keeps up is called on the store's writing thread, before the writers of the batch
 * get their answers: it must not block and must not call the store. One that takes longer than the
 * store's patience is served from history, on another thread, until it keeps up again.
 */
public interface ChangeSink {

  /** Whole revisions only, in order. Nothing at or below the last one is still to come. */
  void changes(List<Change> batch);

  /** Nothing at or below {@code revision} is still to come. */
  void progress(long revision);

  /** The subscription is over: history was compacted or replaced under it. Scan and watch again. */
  void lost(StoreException reason);
}
