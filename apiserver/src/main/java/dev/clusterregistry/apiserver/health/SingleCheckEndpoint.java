package dev.clusterregistry.apiserver.health;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;

/** Runs one check by itself, and tells its reason to those who may see the path. */
public final class SingleCheckEndpoint implements Endpoint {
  private final HealthCheck check;

  public SingleCheckEndpoint(HealthCheck check) {
    this.check = check;
  }

  @Override
  public Reply answer(Call call) {
    String failure = check.failure().get();
    return failure == null
        ? HealthEndpoint.text(200, "ok")
        : HealthEndpoint.text(500, "internal server error: " + failure + "\n");
  }
}
