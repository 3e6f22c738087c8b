package dev.clusterregistry.apiserver.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

/** Makes HTTP/2 header blocks out of replies. */
final class Http2Replies {
  private static final AsciiString AUDIT_ID = AsciiString.cached("audit-id");

  private Http2Replies() {}

  static Http2Headers headers(int status, Headers headers) {
    Http2Headers block = new DefaultHttp2Headers(false, 16);
    block.status(HttpResponseStatus.valueOf(status).codeAsText());
    boolean dated = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (!Http1Head.connectionSpecific(name)) {
        AsciiString lower = HeaderText.lowerName(name);
        dated |= lower.equals(HttpHeaderNames.DATE);
        block.add(lower, HeaderText.outgoing(headers.value(i)));
      }
    }
    if (!dated) {
      block.add(HttpHeaderNames.DATE, HttpDate.now());
    }
    return block;
  }

  /** Values that would only push useful ones out of the compression table. */
  static boolean changesEachTime(CharSequence name, CharSequence value) {
    return AUDIT_ID.contentEquals(name)
        || HttpHeaderNames.CONTENT_LENGTH.contentEquals(name)
        || HttpHeaderNames.ETAG.contentEquals(name);
  }
}
