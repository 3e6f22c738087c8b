package dev.clusterregistry.apiserver.resource.write;

import org.jspecify.annotations.Nullable;

/**
 * A PUT: whatever is stored becomes what the client sent.
 *
 * @param creates whether it also makes an object that is not there yet
 */
record Replacement(Draft sent, Tracking tracking, boolean creates) implements Change {

  @Override
  public @Nullable Draft create() {
    return creates ? tracking.created(sent) : null;
  }

  @Override
  public Draft apply(Draft live) {
    return tracking.updated(live, sent);
  }

  @Override
  public String wantedUid() {
    return sent.text("uid");
  }
}
