package dev.clusterregistry.apiserver.cache;

/**
 * What the cache needs to know of a resource.
 *
 * @param name as in metrics and messages, such as clusters.clusterregistry.k8s.io
 * @param prefix of its keys, ending in a slash
 */
public record CachedResource(String name, String prefix, Freezer freezer) {

  /** As in paths, such as clusters. */
  public String plural() {
    return name.substring(0, firstDot());
  }

  /** Empty for the group without a name. */
  public String group() {
    return name.substring(Math.min(name.length(), firstDot() + 1));
  }

  private int firstDot() {
    int dot = name.indexOf('.');
    return dot < 0 ? name.length() : dot;
  }

  /**
   * @param outdated whether a write would store the value in another form now
   * @throws UndecodableException if the value is not one of this resource's
   */
  public Frozen freeze(String key, byte[] value, long revision, boolean outdated) {
    Frozen frozen = freezer.freeze(key, value, revision);
    return outdated ? frozen.asStale() : frozen;
  }
}
