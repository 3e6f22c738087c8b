package dev.clusterregistry.apiserver.cache;

/**
 * What the cache needs to know of a resource.
 *
 * @param name as in metrics and messages, such as clusters.clusterregistry.k8s.io
 * @param prefix of its keys, ending in a slash
 */
public record CachedResource(String name, String prefix, Freezer freezer) {}
