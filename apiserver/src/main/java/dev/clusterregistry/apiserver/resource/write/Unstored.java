package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Makes the object that a dry run of a create answers: without a resourceVersion of its own. */
final class Unstored {
  private static final Pattern REVISION = Pattern.compile("0|[1-9][0-9]{0,17}");

  private Unstored() {}

  /**
   * @param sent the resourceVersion that the client sent, which Kubernetes gives back; may be empty
   */
  static Frozen of(ServedResource resource, String key, byte[] value, String sent) {
    if (REVISION.matcher(sent).matches()) {
      return Current.freeze(resource, key, value, Long.parseLong(sent));
    }
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
