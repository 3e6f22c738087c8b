package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets pass what the authorizer allows; 500 if nobody allowed it and somebody could not say. */
public final class AuthorizationFilter implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationFilter.class);

  private final Authorizer authorizer;
  private final Sights sights;
  private final Endpoint next;

  /** What may be seen of lists and watches that are not allowed. */
  public interface Sights {
    /** Null for nothing: the request is refused. */
    Sight.@Nullable Limited of(User user, RequestInfo info);
  }

  public AuthorizationFilter(Authorizer authorizer, Sights sights, Endpoint next) {
    this.authorizer = authorizer;
    this.sights = sights;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    call.authorization(further -> require(call, further));
    return switch (authorizer.authorize(call.user(), call.info(), call.request())) {
      case Authorizer.Decision.Allow allow -> next.answer(call);
      case Authorizer.Decision.Deny deny -> refused(call, deny.reason(), deny.error());
      case Authorizer.Decision.NoOpinion none -> notAllowed(call, none);
    };
  }

  private Reply notAllowed(Call call, Authorizer.Decision.NoOpinion none) {
    Sight.Limited sight = none.error().isEmpty() ? sights.of(call.user(), call.info()) : null;
    if (sight == null) {
      return refused(call, none.reason(), none.error());
    }
    call.sight(sight);
    return next.answer(call);
  }

  private static Reply refused(Call call, String reason, String error) {
    if (error.isEmpty()) {
      throw ForbiddenText.forbidden(call.user(), call.info(), reason);
    }
    LOG.warn("authorization failed, audit id {}: {}", call.auditId(), error);
    return PlainText.error(500, ForbiddenText.undecided(call.request(), error));
  }

  /** What a handler finds to be asked for beside what the request says. */
  private void require(Call call, RequestInfo info) {
    switch (authorizer.authorize(call.user(), info, call.request())) {
      case Authorizer.Decision.Allow allow -> {}
      case Authorizer.Decision.Deny deny -> refuse(call, info, deny.reason(), deny.error());
      case Authorizer.Decision.NoOpinion none -> refuse(call, info, none.reason(), none.error());
    }
  }

  private static void refuse(Call call, RequestInfo info, String reason, String error) {
    throw error.isEmpty()
        ? ForbiddenText.forbidden(call.user(), info, reason)
        : Statuses.internal(error);
  }
}
