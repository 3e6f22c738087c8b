package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import java.util.Arrays;

/** Makes the object that a dry run of a create answers: without a resourceVersion. */
final class Unstored {
  private Unstored() {}

  static Frozen of(ServedResource resource, String key, byte[] value) {
    Frozen frozen = Current.freeze(resource, key, value, 0);
    return new Frozen(
        key,
        0,
        Arrays.copyOfRange(value, 1, value.length),
        frozen.namespace(),
        frozen.name(),
        frozen.labels(),
        frozen.fields());
  }
}
