package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import java.time.Duration;

/**
 * Gives every call that is not long-running a deadline: the client's {@code timeout} parameter, at
 * most the server's own; less for what changes something. Whatever waits on behalf of the call
 * waits no longer.
 */
public final class DeadlineFilter implements Endpoint {
  private static final long MUTATING_NANOS = Duration.ofSeconds(34).toNanos();

  private final Duration maximum;
  private final Endpoint next;

  public DeadlineFilter(Duration maximum, Endpoint next) {
    this.maximum = maximum;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = call.info();
    if (!info.longRunning()) {
      long nanos = ClientTimeout.nanos(info, maximum);
      if (info.verb().mutating()) {
        nanos = Math.min(nanos, MUTATING_NANOS);
      }
      call.deadlineNanos(call.receivedNanos() + nanos);
    }
    return next.answer(call);
  }
}
