package dev.clusterregistry.apiserver.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes exchanges out of Netty's HTTP/1 requests, and says which are not acceptable. */
final class Http1Requests {
  private Http1Requests() {}

  static @Nullable Refusal check(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    boolean http11 = version.equals(HttpVersion.HTTP_1_1);
    if (!http11 && !version.equals(HttpVersion.HTTP_1_0)) {
      return new Refusal(505, "HTTP Version Not Supported");
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1) {
      return new Refusal(400, "Bad Request: too many Host headers");
    }
    if (http11 && hosts == 0) {
      return new Refusal(400, "Bad Request: missing required Host header");
    }
    List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!encodings.isEmpty()) {
      boolean chunked = encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
      if (!http11 || !chunked) {
        return new Refusal(501, "Not Implemented: unsupported transfer encoding");
      }
    }
    String expect = request.headers().get(HttpHeaderNames.EXPECT);
    if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
      return new Refusal(417, "Expectation Failed");
    }
    return null;
  }

  /** The length of the body to come: 0 if there is none, -1 if it is not announced. */
  static long announcedLength(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        ? -1
        : HttpUtil.getContentLength(request, 0L);
  }

  static Http1Exchange exchange(
      Http1Connection connection,
      ChannelHandlerContext context,
      Engine engine,
      HttpRequest request) {
    Headers headers = headers(request.headers());
    RequestHead head =
        RequestHead.of(
            request.method().name(),
            request.uri(),
            headers,
            WebSocketHandshake.isOffered(request.method().name(), headers),
            false);
    boolean http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    return new Http1Exchange(connection, context, engine, head, http10, keepAlive);
  }

  private static Headers headers(HttpHeaders received) {
    Headers headers = new Headers();
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = received.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      headers.add(field.getKey().toString(), HeaderText.incoming(field.getValue()));
    }
    return headers;
  }
}
