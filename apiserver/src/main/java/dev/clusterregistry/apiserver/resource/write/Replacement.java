package dev.clusterregistry.apiserver.resource.write;

/** A PUT: whatever is stored becomes what the client sent. */
record Replacement(Draft sent, Tracking tracking) implements Change {

  @Override
  public Draft apply(Draft live) {
    return tracking.updated(live, sent);
  }

  @Override
  public String wantedUid() {
    return sent.text("uid");
  }
}
