package dev.clusterregistry.apiserver.http;

/**
 * How much a server takes in.
 *
 * @param body bytes; a longer body is dropped and announced by {@link ApiRequest#bodyTooLarge}
 * @param allBodies bytes that the bodies of all requests in progress may take together; a request
 *     that would need more is answered with 429
 * @param header bytes of a request's line and headers together
 * @param streams that are open at once on one HTTP/2 connection
 */
public record HttpLimits(int body, long allBodies, int header, int streams) {

  /** kube-apiserver's limits; all bodies together take no more than a quarter of the heap. */
  static HttpLimits standard() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new HttpLimits(3 * 1024 * 1024, Math.max(16L * 1024 * 1024, quarter), 1024 * 1024, 250);
  }

  public HttpLimits withBody(int bytes) {
    return new HttpLimits(bytes, allBodies, header, streams);
  }

  public HttpLimits withAllBodies(long bytes) {
    return new HttpLimits(body, bytes, header, streams);
  }

  public HttpLimits withStreams(int count) {
    return new HttpLimits(body, allBodies, header, count);
  }
}
