package dev.clusterregistry.apiserver.http;

/** A request before its body. */
record RequestHead(
    String method, String path, String query, Headers headers, boolean webSocket, boolean http2) {

  static RequestHead of(
      String method, String target, Headers headers, boolean webSocket, boolean http2) {
    String local = target.startsWith("/") ? target : withoutAuthority(target);
    int question = local.indexOf('?');
    String path = question < 0 ? local : local.substring(0, question);
    String query = question < 0 ? "" : local.substring(question + 1);
    return new RequestHead(method, path, query, headers, webSocket, http2);
  }

  /** Proxies may send the absolute form, {@code https://host/path}. */
  private static String withoutAuthority(String target) {
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target;
    }
    int slash = target.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : target.substring(slash);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  ApiRequest request(byte[] body, boolean tooLarge, Peer peer) {
    return new ApiRequest(
        method,
        path,
        query,
        headers,
        body,
        tooLarge,
        peer.certificates(),
        peer.remote(),
        webSocket,
        http2,
        false);
  }
}
