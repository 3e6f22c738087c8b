package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token of a request.
 *
 * @param digest by which it is looked up and remembered
 */
public record BearerToken(String text, TokenDigest digest) {
  private static final String PROTOCOL = "base64url.bearer.authorization.k8s.io.";

  public static BearerToken of(String text) {
    return new BearerToken(text, TokenDigest.of(text));
  }

  /**
   * Finds it in the Authorization header, or for a WebSocket in a subprotocol, because browsers
   * cannot set that header. Null if there is none; a header without a token counts as none.
   */
  static @Nullable BearerToken of(ApiRequest request) {
    String text = find(request);
    return text == null ? null : of(text);
  }

  private static @Nullable String find(ApiRequest request) {
    String header = request.headers().get("Authorization");
    if (header != null) {
      String token = ofHeader(header.strip());
      if (token != null) {
        return token;
      }
    }
    return request.webSocket() ? ofProtocols(request) : null;
  }

  /** Never the token itself: this may end up in a log. */
  @Override
  public String toString() {
    return "BearerToken[…]";
  }

  private static @Nullable String ofHeader(String header) {
    int blank = header.indexOf(' ');
    if (blank != 6 || !header.regionMatches(true, 0, "bearer", 0, 6)) {
      return null;
    }
    int end = header.indexOf(' ', 7);
    String token = header.substring(7, end < 0 ? header.length() : end);
    return token.isEmpty() ? null : token;
  }

  private static @Nullable String ofProtocols(ApiRequest request) {
    for (String header : request.headers().all("Sec-WebSocket-Protocol")) {
      int start = header.indexOf(PROTOCOL);
      if (start >= 0) {
        int from = start + PROTOCOL.length();
        int end = header.indexOf(',', from);
        return decode(header.substring(from, end < 0 ? header.length() : end).strip());
      }
    }
    return null;
  }

  /** A token that cannot be decoded is a bad token, which no authenticator knows. */
  private static @Nullable String decode(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "\u0000" + text;
    }
  }
}
