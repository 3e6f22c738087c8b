package dev.clusterregistry.apiserver.http;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One request as it arrived. The path is kept as it was sent, undecoded.
 *
 * @param method in upper case
 * @param path the request target up to the question mark, undecoded
 * @param query what follows the question mark, undecoded; empty if there is none
 * @param body complete; empty if there is none
 * @param bodyTooLarge the body passed the transport's limit and was dropped
 * @param clientCertificates the chain that the client presented, unverified; empty if none
 * @param webSocket the client asked to upgrade to a WebSocket
 * @param http2 came over HTTP/2
 * @param mayBlock false on an event loop: whatever would wait throws {@link WouldBlockException}
 * @param insists see {@link Patience#insists}; no request that arrives does
 */
public record ApiRequest(
    String method,
    String path,
    String query,
    Headers headers,
    byte[] body,
    boolean bodyTooLarge,
    List<X509Certificate> clientCertificates,
    InetSocketAddress remote,
    boolean webSocket,
    boolean http2,
    boolean mayBlock,
    boolean insists)
    implements Patience {

  /** One as it arrives. */
  public ApiRequest(
      String method,
      String path,
      String query,
      Headers headers,
      byte[] body,
      boolean bodyTooLarge,
      List<X509Certificate> clientCertificates,
      InetSocketAddress remote,
      boolean webSocket,
      boolean http2,
      boolean mayBlock) {
    this(
        method,
        path,
        query,
        headers,
        body,
        bodyTooLarge,
        clientCertificates,
        remote,
        webSocket,
        http2,
        mayBlock,
        false);
  }

  @Override
  public void blocking() {
    if (!mayBlock) {
      throw WouldBlockException.INSTANCE;
    }
  }

  ApiRequest withMayBlock(boolean allowed) {
    return new ApiRequest(
        method,
        path,
        query,
        headers,
        body,
        bodyTooLarge,
        clientCertificates,
        remote,
        webSocket,
        http2,
        allowed,
        insists);
  }
}
