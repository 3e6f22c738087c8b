package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * How objects are laid out below the prefix. The first layout has no mark, so that nothing has to
 * be written to an etcd that is only read; a version with another one will name it in {@code
 * PREFIX/-/format}, and this one keeps its hands off.
 */
final class Format {
  private static final String KNOWN = "1";

  private Format() {}

  /**
   * @param mark null if there is none
   * @throws UnusableStoreException if this version does not know the format
   */
  static void requireKnown(@Nullable KeyValue mark) {
    String format = mark == null ? KNOWN : mark.getValue().toStringUtf8();
    if (!format.equals(KNOWN)) {
      throw new UnusableStoreException(
          "the objects there were written by a newer version (store format "
              + format
              + "; this version knows "
              + KNOWN
              + "): use that version");
    }
  }
}
