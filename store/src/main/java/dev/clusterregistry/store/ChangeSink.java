package dev.clusterregistry.store;

import java.util.List;

/** Receives a subscription's changes, one call at a time. */
public interface ChangeSink {

  /** Whole revisions only, in order. */
  void changes(List<Change> batch);

  /** Nothing at or below {@code revision} is still to come. */
  void progress(long revision);

  /** The subscription is over: history was compacted or replaced under it. Scan and watch again. */
  void lost(StoreException reason);
}
