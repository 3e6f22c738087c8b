package dev.clusterregistry.apiserver.cache;

/**
 * One requirement of a filter beyond names and labels. Immutable, and equal to others that match
 * the same objects for the same reason, so that equal filters share their work.
 */
public interface ObjectMatch {
  boolean matches(Frozen object);
}
