package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.metrics.RequestMetrics;
import dev.clusterregistry.apiserver.metrics.RouteMetrics;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.Route;
import dev.clusterregistry.machinery.status.StatusException;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times every request to something served, at its end: a stream's is when the stream
 * ends. A request that starts over on another thread is counted there.
 */
public final class MetricsFilter implements Endpoint {
  private final RequestMetrics metrics;
  private final Endpoint next;

  public MetricsFilter(RequestMetrics metrics, Endpoint next) {
    this.metrics = metrics;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    Reply reply;
    try {
      reply = next.answer(call);
    } catch (WouldBlockException e) {
      throw e;
    } catch (StatusException e) {
      record(call, e.status().httpCode(), -1);
      throw e;
    } catch (RuntimeException e) {
      record(call, 500, -1);
      throw e;
    }
    return switch (reply) {
      case Reply.Full full -> {
        record(call, full.status(), full.body().length);
        yield full;
      }
      case Reply.Streaming streaming -> observed(call, streaming);
    };
  }

  private Reply observed(Call call, Reply.Streaming reply) {
    RouteMetrics route = metricsOf(call);
    if (route == null) {
      return reply;
    }
    if (call.info().longRunning()) {
      route.opened();
    }
    return ObservedStream.wrap(
        reply,
        () -> {
          if (call.info().longRunning()) {
            route.closed();
          }
          route.done(reply.status(), System.nanoTime() - call.receivedNanos(), -1);
        });
  }

  private void record(Call call, int code, int bytes) {
    RouteMetrics route = metricsOf(call);
    if (route != null) {
      route.done(code, System.nanoTime() - call.receivedNanos(), bytes);
    }
  }

  private @Nullable RouteMetrics metricsOf(Call call) {
    Route route = call.route();
    RequestInfo info = call.infoIfKnown();
    if (route == null || info == null || (info.isResource() && route.resource().isEmpty())) {
      return null; // nothing served, and names that clients make up must not become series
    }
    return metrics.of(route, call.request(), info);
  }
}
