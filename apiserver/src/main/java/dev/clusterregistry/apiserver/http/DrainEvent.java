package dev.clusterregistry.apiserver.http;

/** Fired through each connection's pipeline when the server begins to drain. */
enum DrainEvent {
  INSTANCE
}
