package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Sources;
import tools.jackson.databind.node.ObjectNode;

/** Who am I? */
final class SelfReview implements Review {
  private final Sources sources;

  SelfReview(Sources sources) {
    this.sources = sources;
  }

  @Override
  public void answer(Call call, ObjectNode review) {
    review.putObject("metadata").put("creationTimestamp", sources.now().toString());
    review.putObject("status").set("userInfo", UserTree.of(call.user()));
  }
}
