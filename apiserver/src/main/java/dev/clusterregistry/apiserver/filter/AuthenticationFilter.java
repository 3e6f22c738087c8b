package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.metrics.AuthenticationMetrics;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.resource.negotiation.StatusWriter;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks; 401 if a credential is bad or none is there where one is needed. */
public final class AuthenticationFilter implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);

  private final Authenticator authenticator;
  private final AuthenticationMetrics metrics;
  private final Endpoint next;

  public AuthenticationFilter(
      Authenticator authenticator, AuthenticationMetrics metrics, Endpoint next) {
    this.authenticator = authenticator;
    this.metrics = metrics;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    return switch (authenticator.authenticate(call.request())) {
      case Authenticator.Result.Known known -> pass(call, known.user());
      case Authenticator.Result.NoCredential none -> {
        metrics.failed();
        yield refuse(call);
      }
      case Authenticator.Result.Rejected rejected -> {
        metrics.erred();
        LOG.debug("unauthorized, audit id {}: {}", call.auditId(), rejected.reason());
        yield refuse(call);
      }
    };
  }

  private Reply pass(Call call, User user) {
    call.user(user);
    Reply reply = next.answer(call);
    metrics.succeeded();
    if (call.request().http2() && user.isAnonymous()) {
      reply.headers().set("Connection", "close"); // as kube-apiserver: nobody floods unseen
    }
    return reply;
  }

  /** Says nothing of why: a guesser learns only that the guess was wrong. */
  private Reply refuse(Call call) {
    StatusException unauthorized = Statuses.unauthorized();
    String challenge = authenticator.challenge();
    if (challenge == null) {
      throw unauthorized;
    }
    Reply reply = StatusWriter.reply(call.request(), unauthorized.status());
    reply.headers().set("WWW-Authenticate", challenge);
    if (call.request().http2()) {
      reply.headers().set("Connection", "close");
    }
    return reply;
  }
}
