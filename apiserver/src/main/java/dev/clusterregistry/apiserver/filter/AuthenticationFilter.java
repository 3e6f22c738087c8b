package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.metrics.AuthenticationMetrics;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
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
    switch (authenticator.authenticate(call.request())) {
      case Authenticator.Result.Known known -> call.user(known.user());
      case Authenticator.Result.NoCredential none -> {
        metrics.failed();
        throw Statuses.unauthorized();
      }
      case Authenticator.Result.Rejected rejected -> {
        metrics.erred();
        LOG.debug("unauthorized, audit id {}: {}", call.auditId(), rejected.reason());
        throw Statuses.unauthorized();
      }
    }
    Reply reply = next.answer(call);
    metrics.succeeded();
    if (call.request().http2() && call.user().isAnonymous()) {
      reply.headers().set("Connection", "close"); // as kube-apiserver: nobody floods unseen
    }
    return reply;
  }
}
