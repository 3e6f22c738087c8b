package dev.clusterregistry.apiserver.http;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes request heads out of HTTP/2 header blocks. What would mean another request to somebody who
 * passes it on as HTTP/1 is none (RFC 9113, 8.1.1 and 8.2): Netty looks at names, and at which
 * fields there are, this at what they hold.
 */
final class Http2Requests {
  private Http2Requests() {}

  /** Null if the block is malformed. */
  static @Nullable RequestHead head(Http2Headers received) {
    String method = "";
    String target = "";
    String authority = "";
    boolean lengthSeen = false;
    Headers headers = new Headers();
    for (Map.Entry<CharSequence, CharSequence> field : received) {
      String name = field.getKey().toString();
      CharSequence value = field.getValue();
      if (!HeaderText.clean(value)) {
        return null;
      }
      if (name.charAt(0) != ':') {
        boolean isLength = name.equals("content-length");
        if (isLength && (lengthSeen || !HeaderText.isNumber(value))) {
          return null;
        }
        lengthSeen |= isLength;
        headers.add(name, HeaderText.incoming(value));
        continue;
      }
      switch (name) {
        case ":method" -> method = value.toString();
        case ":path" -> target = value.toString();
        case ":authority" -> authority = value.toString();
        case ":protocol" -> {
          return null; // extended CONNECT, which is not offered
        }
        default -> {}
      }
    }
    boolean good =
        HeaderText.isToken(method)
            && target.startsWith("/")
            && target.indexOf(' ') < 0
            && hostIs(authority, headers);
    return good ? RequestHead.of(method, target, headers, false, true) : null;
  }

  /** One host, whether it is named as the authority, in a field of its own, or in both. */
  private static boolean hostIs(String authority, Headers headers) {
    int hosts = 0;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equals("host")) {
        hosts++;
        if (!authority.isEmpty() && !headers.value(i).equalsIgnoreCase(authority)) {
          return false;
        }
      }
    }
    if (!authority.isEmpty()) {
      headers.set("host", authority);
    }
    return hosts < 2 && authority.indexOf(' ') < 0;
  }
}
