package dev.clusterregistry.benchmarks.load;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request, ready to be sent any number of times. */
public final class Request {
  private static final byte[] NO_BODY = new byte[0];

  private final Http2Headers headers;
  private final byte[] body;
  private boolean complete;

  private Request(Http2Headers headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  public static Request get(String path) {
    return new Request(head("GET", path), NO_BODY);
  }

  public static Request delete(String path) {
    return new Request(head("DELETE", path), NO_BODY);
  }

  public static Request of(String method, String path, String contentType, String body) {
    Request request = new Request(head(method, path), body.getBytes(StandardCharsets.UTF_8));
    request.headers.set("content-type", contentType);
    return request;
  }

  public Request gzip() {
    headers.set("accept-encoding", "gzip");
    return this;
  }

  private static Http2Headers head(String method, String path) {
    return new DefaultHttp2Headers(false, 16)
        .method(method)
        .path(path)
        .scheme("https")
        .set("accept", "application/json")
        .set("user-agent", "benchmarks");
  }

  /** Complete for one server; a request goes to one server only. */
  synchronized Http2Headers headersFor(String authority, @Nullable String token) {
    if (!complete) {
      headers.authority(authority);
      if (token != null) {
        headers.set("authorization", "Bearer " + token);
      }
      complete = true;
    }
    return headers;
  }

  byte[] body() {
    return body;
  }
}
