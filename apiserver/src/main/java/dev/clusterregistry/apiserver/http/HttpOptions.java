package dev.clusterregistry.apiserver.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a server is started with.
 *
 * @param address where to listen; port 0 picks a free one
 * @param loops the number of event loops, at least 1
 * @param bodyLimit bytes; a longer body is dropped and announced by {@link ApiRequest#bodyTooLarge}
 * @param headerLimit bytes of a request's line and headers together
 * @param maxConcurrentStreams of one HTTP/2 connection
 * @param headerTimeout for the TLS handshake and the first request's headers to arrive
 * @param idleTimeout after which a connection without a request in progress is closed
 * @param requestTimeout after which a request without a reply gets the {@code timeoutReply}
 * @param timeoutReply makes that reply
 * @param listener hears of connections and bytes
 */
public record HttpOptions(
    InetSocketAddress address,
    TlsOptions tls,
    int loops,
    int bodyLimit,
    int headerLimit,
    int maxConcurrentStreams,
    Duration headerTimeout,
    Duration idleTimeout,
    Duration requestTimeout,
    Supplier<Reply> timeoutReply,
    TransportListener listener) {

  /** kube-apiserver's limits, a loop for each core. */
  public static HttpOptions of(InetSocketAddress address, TlsOptions tls) {
    return new HttpOptions(
        address,
        tls,
        Runtime.getRuntime().availableProcessors(),
        3 * 1024 * 1024,
        1024 * 1024,
        250,
        Duration.ofSeconds(32),
        Duration.ofSeconds(90),
        Duration.ofSeconds(60),
        () -> PlainReplies.text(504, "Timeout: request did not complete within the allotted time"),
        TransportListener.NONE);
  }

  public HttpOptions withLoops(int count) {
    return new HttpOptions(
        address,
        tls,
        count,
        bodyLimit,
        headerLimit,
        maxConcurrentStreams,
        headerTimeout,
        idleTimeout,
        requestTimeout,
        timeoutReply,
        listener);
  }

  public HttpOptions withMaxConcurrentStreams(int count) {
    return new HttpOptions(
        address,
        tls,
        loops,
        bodyLimit,
        headerLimit,
        count,
        headerTimeout,
        idleTimeout,
        requestTimeout,
        timeoutReply,
        listener);
  }

  public HttpOptions withBodyLimit(int bytes) {
    return new HttpOptions(
        address,
        tls,
        loops,
        bytes,
        headerLimit,
        maxConcurrentStreams,
        headerTimeout,
        idleTimeout,
        requestTimeout,
        timeoutReply,
        listener);
  }

  public HttpOptions withConnectionTimeouts(Duration header, Duration idle) {
    return new HttpOptions(
        address,
        tls,
        loops,
        bodyLimit,
        headerLimit,
        maxConcurrentStreams,
        header,
        idle,
        requestTimeout,
        timeoutReply,
        listener);
  }

  public HttpOptions withRequestTimeout(Duration timeout, Supplier<Reply> reply) {
    return new HttpOptions(
        address,
        tls,
        loops,
        bodyLimit,
        headerLimit,
        maxConcurrentStreams,
        headerTimeout,
        idleTimeout,
        timeout,
        reply,
        listener);
  }

  public HttpOptions withListener(TransportListener other) {
    return new HttpOptions(
        address,
        tls,
        loops,
        bodyLimit,
        headerLimit,
        maxConcurrentStreams,
        headerTimeout,
        idleTimeout,
        requestTimeout,
        timeoutReply,
        other);
  }
}
