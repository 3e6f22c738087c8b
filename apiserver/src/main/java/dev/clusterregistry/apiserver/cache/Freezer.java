package dev.clusterregistry.apiserver.cache;

/** Makes frozen objects of one resource out of stored values. A pure function. */
public interface Freezer {

  /**
   * @throws UndecodableException if the value is not one of this resource's
   */
  Frozen freeze(String key, byte[] value, long revision);
}
