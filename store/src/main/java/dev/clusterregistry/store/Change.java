package dev.clusterregistry.store;

import org.jspecify.annotations.Nullable;

/**
 * One committed write.
 *
 * @param value the new value; null if the key was deleted
 * @param previousRevision the revision of the value that was replaced or deleted; 0 if the key was
 *     created
 * @param previousValue the value that was replaced or deleted, when the change is replayed from
 *     history; null when it was created, and in live delivery, where the subscriber has itself seen
 *     the previous value
 * @param outdated whether the new value is stored in another form than a write would give it now
 */
public record Change(
    long revision,
    String key,
    byte @Nullable [] value,
    long previousRevision,
    byte @Nullable [] previousValue,
    boolean outdated) {

  /** A change in the form in which it would be written now. */
  public Change(
      long revision,
      String key,
      byte @Nullable [] value,
      long previousRevision,
      byte @Nullable [] previousValue) {
    this(revision, key, value, previousRevision, previousValue, false);
  }
}
