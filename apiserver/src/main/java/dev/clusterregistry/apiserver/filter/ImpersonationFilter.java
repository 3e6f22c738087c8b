package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.Impersonation;
import dev.clusterregistry.apiserver.auth.ImpersonationMode;
import dev.clusterregistry.apiserver.auth.ImpersonationQuestion;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a user act for another: everything that the Impersonate headers name must be allowed, each
 * for itself, in one of several ways, before the call goes on as the other.
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
      ImpersonationMode mode = mode(call, wanted);
      LOG.debug("{} acts for {}, audit id {}", call.user().name(), wanted.user(), call.auditId());
      call.user(mode.impersonated(wanted));
    }
    return next.answer(call);
  }

  /** The first that lets the call's user be the other; the refusal of the first if none does. */
  private ImpersonationMode mode(Call call, Impersonation wanted) {
    StatusException first = null;
    for (ImpersonationMode mode : ImpersonationMode.values()) {
      if (mode.suits(call.user(), wanted)) {
        StatusException refusal = refusal(call, mode, wanted);
        if (refusal == null) {
          return mode;
        }
        first = first == null ? refusal : first;
      }
    }
    throw Objects.requireNonNull(first);
  }

  private @Nullable StatusException refusal(
      Call call, ImpersonationMode mode, Impersonation wanted) {
    for (ImpersonationQuestion question : mode.questions(wanted, call.info())) {
      if (!question.never().isEmpty()) {
        return ForbiddenText.forbidden(call.user(), question.oneOf().getLast(), question.never());
      }
      StatusException refusal = null;
      for (RequestInfo action : question.oneOf()) {
        refusal = refusal(call, mode.asking(call.user()), action);
        if (refusal == null) {
          break;
        }
      }
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable StatusException refusal(Call call, User user, RequestInfo action) {
    return switch (authorizer.authorize(user, action, call.request())) {
      case Authorizer.Decision.Allow allow -> null;
      case Authorizer.Decision.Deny deny -> refused(call, action, deny.reason(), deny.error());
      case Authorizer.Decision.NoOpinion none -> refused(call, action, none.reason(), none.error());
    };
  }

  /** As in Kubernetes: forbidden, too, where the authorizer could not find out. */
  private static StatusException refused(
      Call call, RequestInfo action, String reason, String error) {
    if (error.isEmpty()) {
      return ForbiddenText.forbidden(call.user(), action, reason);
    }
    LOG.warn("authorization failed, audit id {}: {}", call.auditId(), error);
    String why = reason.isEmpty() ? error : error + ": " + reason;
    return ForbiddenText.forbidden(call.user(), action, why);
  }
}
