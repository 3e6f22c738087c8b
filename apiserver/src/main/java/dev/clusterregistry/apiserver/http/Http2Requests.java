package dev.clusterregistry.apiserver.http;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;

/** Makes request heads out of HTTP/2 header blocks. */
final class Http2Requests {
  private Http2Requests() {}

  static RequestHead head(Http2Headers received) {
    String method = "";
    String target = "";
    Headers headers = new Headers();
    for (Map.Entry<CharSequence, CharSequence> field : received) {
      String name = field.getKey().toString();
      if (name.charAt(0) != ':') {
        headers.add(name, HeaderText.incoming(field.getValue()));
        continue;
      }
      switch (name) {
        case ":method" -> method = field.getValue().toString();
        case ":path" -> target = field.getValue().toString();
        case ":authority" -> headers.set("host", field.getValue().toString());
        default -> {}
      }
    }
    return RequestHead.of(method, target, headers, false, true);
  }
}
