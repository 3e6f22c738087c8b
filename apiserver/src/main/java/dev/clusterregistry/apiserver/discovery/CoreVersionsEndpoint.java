package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.util.Objects;

/** The versions of the core group, with the address under which the client has reached us. */
final class CoreVersionsEndpoint implements Endpoint {
  private final ServedGroups.Group core;

  CoreVersionsEndpoint(ServedGroups.Group core) {
    this.core = core;
  }

  @Override
  public Reply answer(Call call) {
    String host = Objects.requireNonNullElse(call.request().headers().get("Host"), "");
    return new DocumentEndpoint(ClassicDocuments.coreVersions(core, host)).answer(call);
  }
}
