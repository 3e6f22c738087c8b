package dev.clusterregistry.apiserver.auth.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a server and the tokens that they signed. Immutable; every change makes a new book.
 * What is not in the book is not good, whoever signed it.
 */
public final class TokenBook {
  static final String ISSUER = "clusterregistry";

  /** A book without keys, with which no token is good. */
  public static final TokenBook EMPTY = new TokenBook("", List.of(), Map.of());

  /** A new token and the book that knows it. */
  public record Issue(TokenBook book, IssuedToken issued, String token) {}

  private final String audience;
  private final List<SigningKey> keys;
  private final Map<String, IssuedToken> tokens;

  /**
   * @param audience names this registry, so that another with the same keys does not take its
   *     tokens
   * @param keys the newest first, the only one that may sign
   */
  TokenBook(String audience, List<SigningKey> keys, Map<String, IssuedToken> tokens) {
    this.audience = audience;
    this.keys = List.copyOf(keys);
    this.tokens = new LinkedHashMap<>(tokens);
  }

  String audience() {
    return audience;
  }

  List<SigningKey> keys() {
    return keys;
  }

  /** In the order in which they were issued. */
  public Collection<IssuedToken> tokens() {
    return List.copyOf(tokens.values());
  }

  @Nullable IssuedToken token(String id) {
    return tokens.get(id);
  }

  /** When the key that signs was made; null without one. */
  public @Nullable Instant keyCreated() {
    return keys.isEmpty() ? null : keys.get(0).created();
  }

  /**
   * Signs a token. What has expired is forgotten on the way; the first token makes the first key.
   *
   * @param uid empty if none
   * @param ids makes new ids of letters and digits; they are no secrets
   */
  public Issue issue(
      String user,
      String uid,
      List<String> groups,
      Instant now,
      Duration duration,
      Supplier<String> ids) {
    TokenBook book = keys.isEmpty() ? rotated(now, ids) : tidied(now);
    SigningKey key = book.keys.get(0);
    Instant notBefore = now.truncatedTo(ChronoUnit.SECONDS);
    IssuedToken issued =
        new IssuedToken(
            ids.get(), user, uid, groups, key.id(), notBefore, notBefore.plus(duration), null);
    return new Issue(book.with(issued), issued, key.sign(claims(issued, book.audience)));
  }

  private static byte[] claims(IssuedToken token, String audience) {
    ObjectNode claims = JsonMapper.shared().createObjectNode();
    claims.put("iss", ISSUER).put("aud", audience).put("sub", token.user());
    claims.put("jti", token.id());
    claims.put("iat", token.notBefore().getEpochSecond());
    claims.put("nbf", token.notBefore().getEpochSecond());
    claims.put("exp", token.expires().getEpochSecond());
    ArrayNode groups = claims.putArray("groups");
    token.groups().forEach(groups::add);
    return claims.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A book in which a new key signs; the old ones stay for the tokens that they have signed. */
  public TokenBook rotated(Instant now, Supplier<String> ids) {
    List<SigningKey> all = new ArrayList<>();
    all.add(SigningKey.generate(ids.get(), now));
    keys.forEach(key -> all.add(key.withoutPrivateKey()));
    String name = audience.isEmpty() ? ISSUER + ":" + UUID.randomUUID() : audience;
    return new TokenBook(name, all, tokens).tidied(now);
  }

  /** A book with a new key alone: no token from before is good any more. */
  public TokenBook startedOver(Instant now, Supplier<String> ids) {
    return new TokenBook(
        audience.isEmpty() ? ISSUER + ":" + UUID.randomUUID() : audience,
        List.of(SigningKey.generate(ids.get(), now)),
        Map.of());
  }

  /** A book in which the token is not good any more; null if there is none of that id. */
  public @Nullable TokenBook revoked(String id, Instant now) {
    IssuedToken token = tokens.get(id);
    if (token == null) {
      return null;
    }
    return token.revoked() == null ? with(token.revokedAt(now)) : this;
  }

  private TokenBook with(IssuedToken token) {
    Map<String, IssuedToken> all = new LinkedHashMap<>(tokens);
    all.put(token.id(), token);
    return new TokenBook(audience, keys, all);
  }

  /** Without expired tokens, and without old keys of which no token is left. */
  private TokenBook tidied(Instant now) {
    Map<String, IssuedToken> left = new LinkedHashMap<>(tokens);
    left.values().removeIf(token -> token.expires().isBefore(now));
    List<SigningKey> used = new ArrayList<>();
    for (SigningKey key : keys) {
      if (used.isEmpty() || left.values().stream().anyMatch(t -> t.keyId().equals(key.id()))) {
        used.add(key);
      }
    }
    return new TokenBook(audience, used, left);
  }
}
