package dev.clusterregistry.apiserver.cache;

/** The type of a watch event that carries an object. */
public enum EventType {
  ADDED,
  MODIFIED,
  DELETED
}
