package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.Statuses;

/** Refuses what arrives after the server has begun to drain, on connections that are still open. */
public final class DrainFilter implements Endpoint {
  private final Endpoint next;
  private volatile boolean draining;

  public DrainFilter(Endpoint next) {
    this.next = next;
  }

  /** From now on nothing is taken any more, apart from health checks and metrics. */
  public void drain() {
    draining = true;
  }

  @Override
  public Reply answer(Call call) {
    if (draining && !isExempt(call)) {
      Status status = Statuses.serviceUnavailable("apiserver is shutting down", 0).status();
      Reply.Full reply =
          new Reply.Full(
              status.httpCode(),
              Headers.of("Content-Type", "application/json")
                  .add("X-Content-Type-Options", "nosniff")
                  .add("Retry-After", "1"),
              status.toJson());
      return reply;
    }
    return next.answer(call);
  }

  private static boolean isExempt(Call call) {
    String path = call.info().path();
    return path.startsWith("/healthz")
        || path.startsWith("/livez")
        || path.startsWith("/readyz")
        || path.equals("/metrics");
  }
}
