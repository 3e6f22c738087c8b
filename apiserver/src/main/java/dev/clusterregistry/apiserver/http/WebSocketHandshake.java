package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The opening handshake of RFC 6455. */
final class WebSocketHandshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** Carries the bearer token of a browser; it is for the authenticator and never echoed. */
  private static final String TOKEN_PROTOCOL = "base64url.bearer.authorization.k8s.io.";

  private WebSocketHandshake() {}

  /** An offer that cannot be taken is none: the client then gets plain HTTP. */
  static boolean isOffered(String method, Headers headers) {
    String key = headers.get("Sec-WebSocket-Key");
    return method.equals("GET")
        && key != null
        && "13".equals(headers.get("Sec-WebSocket-Version"))
        && HeaderText.hasToken(headers, "Connection", "upgrade")
        && HeaderText.hasToken(headers, "Upgrade", "websocket");
  }

  static ByteBuf accept(ByteBufAllocator allocator, RequestHead request, Headers reply) {
    ByteBuf out = allocator.directBuffer(512);
    Http1Head.status(out, 101);
    Http1Head.field(out, "Upgrade", "websocket");
    Http1Head.field(out, "Connection", "Upgrade");
    String key = request.headers().get("Sec-WebSocket-Key");
    Http1Head.field(out, "Sec-WebSocket-Accept", acceptance(key == null ? "" : key.strip()));
    String protocol = protocol(request.headers());
    if (protocol != null) {
      Http1Head.field(out, "Sec-WebSocket-Protocol", HeaderText.outgoing(protocol));
    }
    reply.remove("Content-Type");
    Http1Head.headers(out, reply);
    Http1Head.endOfHeaders(out);
    return out;
  }

  private static String acceptance(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** The first that is offered beside the token's. */
  private static @Nullable String protocol(Headers headers) {
    for (String line : headers.all("Sec-WebSocket-Protocol")) {
      for (String offered : line.split(",")) {
        String protocol = offered.strip();
        if (!protocol.isEmpty() && !protocol.startsWith(TOKEN_PROTOCOL)) {
          return protocol;
        }
      }
    }
    return null;
  }
}
