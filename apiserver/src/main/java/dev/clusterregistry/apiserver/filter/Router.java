package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Route;

/** The end of the filters: hands the call to the endpoint of its route. */
public final class Router implements Endpoint {

  @Override
  public Reply answer(Call call) {
    Route route = call.route();
    return route == null ? PlainText.notFound() : route.endpoint().answer(call);
  }
}
