package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.RequestInfoParser;

/** Finds out what is asked for, and which route serves it. */
public final class RequestInfoFilter implements Endpoint {
  private final Routes routes;
  private final Endpoint next;

  public RequestInfoFilter(Routes routes, Endpoint next) {
    this.routes = routes;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = RequestInfoParser.parse(call.request());
    if (info == null) {
      return PlainText.error(400, "400 Bad Request");
    }
    call.info(info);
    call.route(routes.find(info));
    return next.answer(call);
  }
}
