package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;

/** Lets pass what the authorizer allows. */
public final class AuthorizationFilter implements Endpoint {
  private final Authorizer authorizer;
  private final Endpoint next;

  public AuthorizationFilter(Authorizer authorizer, Endpoint next) {
    this.authorizer = authorizer;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    return switch (authorizer.authorize(call.user(), call.info())) {
      case Authorizer.Decision.Allow allow -> next.answer(call);
      case Authorizer.Decision.Deny deny ->
          throw ForbiddenText.forbidden(call.user(), call.info(), deny.reason());
      case Authorizer.Decision.NoOpinion none ->
          throw ForbiddenText.forbidden(call.user(), call.info(), none.reason());
    };
  }
}
