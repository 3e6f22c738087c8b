package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;

/** A PUT: whatever is stored becomes what the client sent. */
record Replacement(Draft sent) implements Change {

  @Override
  public Draft apply(Frozen stored) {
    return sent.copy();
  }

  @Override
  public String wantedUid() {
    return sent.text("uid");
  }
}
