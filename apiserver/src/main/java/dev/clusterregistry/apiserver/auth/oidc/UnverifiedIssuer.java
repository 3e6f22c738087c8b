package dev.clusterregistry.apiserver.auth.oidc;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads who claims to have issued a token. Good for nothing but choosing whom to ask. */
final class UnverifiedIssuer {
  private UnverifiedIssuer() {}

  /** Null if the token is no JWT. */
  static @Nullable String of(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first <= 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.substring(first + 1, second));
      JsonNode issuer = JsonMapper.shared().readTree(claims).path("iss");
      return issuer.isString() ? issuer.asString() : null;
    } catch (IllegalArgumentException | JacksonException e) {
      return null;
    }
  }
}
