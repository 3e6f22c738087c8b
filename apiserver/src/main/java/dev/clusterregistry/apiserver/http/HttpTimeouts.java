package dev.clusterregistry.apiserver.http;

import java.time.Duration;

/**
 * How long a server waits for its clients, and lets them wait.
 *
 * @param header for the TLS handshake and the first request's headers to arrive
 * @param idle after which a connection without a request in progress is closed
 * @param request after which a request without a reply gets the {@link HttpOptions#timeoutReply}
 */
public record HttpTimeouts(Duration header, Duration idle, Duration request) {

  /** kube-apiserver's. */
  static final HttpTimeouts STANDARD =
      new HttpTimeouts(Duration.ofSeconds(32), Duration.ofSeconds(90), Duration.ofSeconds(60));

  HttpTimeouts withRequest(Duration timeout) {
    return new HttpTimeouts(header, idle, timeout);
  }

  HttpTimeouts withConnection(Duration newHeader, Duration newIdle) {
    return new HttpTimeouts(newHeader, newIdle, request);
  }
}
