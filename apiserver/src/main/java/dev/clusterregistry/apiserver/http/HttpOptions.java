package dev.clusterregistry.apiserver.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a server is started with.
 *
 * @param address where to listen; port 0 picks a free one
 * @param loops the number of event loops, at least 1
 * @param patience how long one request may take; what is above the general timeout is cut
 * @param timeoutReply makes the reply to a request that took too long
 * @param listener hears of connections and bytes
 */
public record HttpOptions(
    InetSocketAddress address,
    TlsOptions tls,
    int loops,
    HttpLimits limits,
    HttpTimeouts timeouts,
    Function<ApiRequest, Duration> patience,
    Supplier<Reply> timeoutReply,
    TransportListener listener) {

  /** kube-apiserver's limits, a loop for each core. */
  public static HttpOptions of(InetSocketAddress address, TlsOptions tls) {
    return new HttpOptions(
        address,
        tls,
        Runtime.getRuntime().availableProcessors(),
        HttpLimits.standard(),
        HttpTimeouts.STANDARD,
        request -> Duration.ofDays(1),
        () -> PlainReplies.text(504, "Timeout: request did not complete within the allotted time"),
        TransportListener.NONE);
  }

  public HttpOptions withLoops(int count) {
    return new HttpOptions(address, tls, count, limits, timeouts, patience, timeoutReply, listener);
  }

  public HttpOptions withLimits(HttpLimits other) {
    return new HttpOptions(address, tls, loops, other, timeouts, patience, timeoutReply, listener);
  }

  public HttpOptions withMaxConcurrentStreams(int count) {
    return withLimits(limits.withStreams(count));
  }

  public HttpOptions withTimeouts(HttpTimeouts other) {
    return new HttpOptions(address, tls, loops, limits, other, patience, timeoutReply, listener);
  }

  public HttpOptions withConnectionTimeouts(Duration header, Duration idle) {
    return withTimeouts(timeouts.withConnection(header, idle));
  }

  public HttpOptions withRequestTimeout(Duration timeout, Supplier<Reply> reply) {
    HttpTimeouts other = timeouts.withRequest(timeout);
    return new HttpOptions(address, tls, loops, limits, other, patience, reply, listener);
  }

  public HttpOptions withPatience(Function<ApiRequest, Duration> other) {
    return new HttpOptions(address, tls, loops, limits, timeouts, other, timeoutReply, listener);
  }

  public HttpOptions withListener(TransportListener other) {
    return new HttpOptions(address, tls, loops, limits, timeouts, patience, timeoutReply, other);
  }
}
