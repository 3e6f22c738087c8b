package dev.clusterregistry.store;

/**
 * A key's current value; {@code revision} is that of the write that made it.
 *
 * @param outdated whether the value is stored in another form than a write would give it now, such
 *     as under an older encryption key
 */
public record Entry(String key, byte[] value, long revision, boolean outdated) {

  /** A value in the form in which it would be written now. */
  public Entry(String key, byte[] value, long revision) {
    this(key, value, revision, false);
  }
}
