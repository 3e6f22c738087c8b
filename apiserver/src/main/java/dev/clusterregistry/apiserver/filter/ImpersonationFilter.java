package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.Impersonation;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.StatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a user act for another: everything that the Impersonate headers name must be allowed, each
 * for itself, before the call goes on as the other.
 *
 * <p>The headers stay where they are. A call that starts over on another thread begins with its
 * first user again, and must not find them gone.
 */
public final class ImpersonationFilter implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ImpersonationFilter.class);

  private final Authorizer authorizer;
  private final Endpoint next;

  public ImpersonationFilter(Authorizer authorizer, Endpoint next) {
    this.authorizer = authorizer;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    Impersonation wanted = Impersonation.of(call.request().headers());
    if (wanted != null) {
      for (RequestInfo question : wanted.questions()) {
        ask(call, question);
      }
      LOG.debug("{} acts for {}, audit id {}", call.user().name(), wanted.user(), call.auditId());
      call.user(wanted.impersonated());
    }
    return next.answer(call);
  }

  private void ask(Call call, RequestInfo question) {
    User user = call.user();
    switch (authorizer.authorize(user, question, call.request())) {
      case Authorizer.Decision.Allow allow -> {}
      case Authorizer.Decision.Deny deny ->
          throw refused(call, question, deny.reason(), deny.error());
      case Authorizer.Decision.NoOpinion none ->
          throw refused(call, question, none.reason(), none.error());
    }
  }

  /** As in Kubernetes: forbidden, too, where the authorizer could not find out. */
  private static StatusException refused(
      Call call, RequestInfo question, String reason, String error) {
    if (!error.isEmpty()) {
      LOG.warn("authorization failed, audit id {}: {}", call.auditId(), error);
    }
    return ForbiddenText.forbidden(call.user(), question, reason);
  }
}
