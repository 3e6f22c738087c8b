package dev.clusterregistry.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * A request, encoded once and sent any number of times, over any connection.
 *
 * <p>What all requests of a connection have in common is not in here: {@link HeaderBytes}.
 */
public final class Request {
  private static final byte[] NO_BODY = new byte[0];

  private final byte[] pseudoHeaders;
  private final byte[] moreHeaders;
  private final byte[] body;

  private Request(byte[] pseudoHeaders, byte[] moreHeaders, byte[] body) {
    this.pseudoHeaders = pseudoHeaders;
    this.moreHeaders = moreHeaders;
    this.body = body;
  }

  public static Request get(String path) {
    return new Request(pseudo("GET", path), NO_BODY, NO_BODY);
  }

  public static Request delete(String path) {
    return new Request(pseudo("DELETE", path), NO_BODY, NO_BODY);
  }

  public static Request of(String method, String path, String contentType, String body) {
    return new Request(
        pseudo(method, path),
        new HeaderBytes().literal("content-type", contentType).toBytes(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, asking for a compressed answer. */
  public Request gzip() {
    HeaderBytes more = new HeaderBytes().bytes(moreHeaders).literal("accept-encoding", "gzip");
    return new Request(pseudoHeaders, more.toBytes(), body);
  }

  private static byte[] pseudo(String method, String path) {
    return new HeaderBytes().method(method).path(path).toBytes();
  }

  byte[] pseudoHeaders() {
    return pseudoHeaders;
  }

  byte[] moreHeaders() {
    return moreHeaders;
  }

  byte[] body() {
    return body;
  }
}
