package dev.clusterregistry.clusterregistry.migration;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first cluster registry, an API server, stored on etcd: {@code PREFIX/clusters/NAME},
 * without a group, in Kubernetes' protobuf or JSON.
 */
public final class OriginalStore {
  private static final String CLUSTERS = "/clusters/";
  private static final byte[] ENCRYPTED = {'k', '8', 's', ':', 'e', 'n', 'c', ':'};

  private OriginalStore() {}

  /**
   * All of them, as of one revision.
   *
   * @param store on the original's prefix; only read
   */
  public static List<Found> read(Store store) {
    ClusterReader reader = new ClusterReader();
    List<Found> found = new ArrayList<>();
    for (Entry entry : store.scan(CLUSTERS).entries()) {
      found.add(read(reader, entry));
    }
    return found;
  }

  private static Found read(ClusterReader reader, Entry entry) {
    String origin = entry.key();
    if (isEncrypted(entry.value())) {
      return Found.unreadable(
          origin,
          "it is encrypted: let the first registry write everything anew with the identity provider"
              + " first in its encryption configuration, then import again");
    }
    Found found = reader.stored(origin, entry.value());
    if (found.cluster() == null) {
      return found;
    }
    String name = found.cluster().path("metadata").path("name").asString("");
    return origin.equals(CLUSTERS + name)
        ? found
        : Found.unreadable(origin, "its key does not say its name, " + name);
  }

  private static boolean isEncrypted(byte[] value) {
    for (int i = 0; i < ENCRYPTED.length; i++) {
      if (value.length <= i || value[i] != ENCRYPTED[i]) {
        return false;
      }
    }
    return true;
  }
}
