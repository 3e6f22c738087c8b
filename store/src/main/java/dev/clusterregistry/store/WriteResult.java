package dev.clusterregistry.store;

import org.jspecify.annotations.Nullable;

/** The outcome of a compare-and-set. */
public sealed interface WriteResult {

  /** The write is durable at {@code revision}. */
  record Committed(long revision) implements WriteResult {}

  /**
   * The key's revision was not the expected one; {@code current} is its entry, null if it does not
   * exist.
   */
  record Conflict(@Nullable Entry current) implements WriteResult {}
}
