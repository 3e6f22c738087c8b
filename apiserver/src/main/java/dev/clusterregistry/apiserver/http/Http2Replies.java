package dev.clusterregistry.apiserver.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.util.Arrays;

/** Makes HTTP/2 header blocks out of replies. */
final class Http2Replies {
  private static final AsciiString AUDIT_ID = AsciiString.cached("audit-id");

  private Http2Replies() {}

  static Http2Headers headers(int status, Headers headers) {
    return headers(status, headers, -1);
  }

  /**
   * @param contentLength not sent if it is below 0
   */
  static Http2Headers headers(int status, Headers headers, int contentLength) {
    AsciiString[] fields = new AsciiString[2 * headers.size() + 4];
    int used = 0;
    boolean dated = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!Http1Head.connectionSpecific(name)) {
        AsciiString lower = HeaderText.lowerName(name);
        dated |= lower.equals(HttpHeaderNames.DATE);
        fields[used++] = lower;
        fields[used++] = HeaderText.field(lower, headers.value(i));
      }
    }
    if (!dated) {
      fields[used++] = HttpHeaderNames.DATE;
      fields[used++] = HttpDate.now();
    }
    if (contentLength >= 0) {
      fields[used++] = HttpHeaderNames.CONTENT_LENGTH;
      fields[used++] = new AsciiString(Integer.toString(contentLength));
    }
    return ReadOnlyHttp2Headers.serverHeaders(
        false, HttpResponseStatus.valueOf(status).codeAsText(), Arrays.copyOf(fields, used));
  }

  /** Values that would only push useful ones out of the compression table. */
  static boolean changesEachTime(CharSequence name, CharSequence value) {
    return AUDIT_ID.contentEquals(name)
        || HttpHeaderNames.CONTENT_LENGTH.contentEquals(name)
        || HttpHeaderNames.ETAG.contentEquals(name);
  }
}
