package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.GoDuration;
import java.time.Duration;

/**
 * Gives every call that is not long-running a deadline: the client's {@code timeout} parameter, at
 * most the server's own; less for what changes something. Whatever waits on behalf of the call
 * waits no longer.
 */
public final class DeadlineFilter implements Endpoint {
  private static final long MUTATING_NANOS = Duration.ofSeconds(34).toNanos();

  private final long maximumNanos;
  private final Endpoint next;

  public DeadlineFilter(Duration maximum, Endpoint next) {
    this.maximumNanos = maximum.toNanos();
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = call.info();
    if (!info.longRunning()) {
      long nanos = allowed(info);
      if (info.verb().mutating()) {
        nanos = Math.min(nanos, MUTATING_NANOS);
      }
      call.deadlineNanos(call.receivedNanos() + nanos);
    }
    return next.answer(call);
  }

  private long allowed(RequestInfo info) {
    String text = info.query().text("timeout");
    if (text.isEmpty()) {
      return maximumNanos;
    }
    long asked = parse(text);
    return asked <= 0 ? maximumNanos : Math.min(asked, maximumNanos);
  }

  private static long parse(String text) {
    try {
      return GoDuration.parse(text).toNanos();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Statuses.badRequest("invalid timeout specified in the request URL - " + e.getMessage());
    }
  }
}
