package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;

/** Serves the v2 document. */
final class V2Endpoint implements Endpoint {
  private final OpenApi openApi;

  V2Endpoint(OpenApi openApi) {
    this.openApi = openApi;
  }

  @Override
  public Reply answer(Call call) {
    return openApi.published(call).v2().reply(call);
  }
}
