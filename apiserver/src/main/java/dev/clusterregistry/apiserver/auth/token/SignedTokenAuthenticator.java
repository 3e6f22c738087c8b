package dev.clusterregistry.apiserver.auth.token;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.ReloadedFile;
import dev.clusterregistry.apiserver.auth.TokenAuthenticator;
import dev.clusterregistry.apiserver.auth.TokenMemory;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Knows the users of tokens that the token book lists. A signature is verified once; what was found
 * is remembered until the token expires or the book changes, at most a second after it was changed.
 */
public final class SignedTokenAuthenticator implements TokenAuthenticator {
  private final ReloadedFile<TokenBook> file;
  private final InstantSource clock;
  private final TokenMemory memory = new TokenMemory();

  /**
   * @param file the token book; no token is good while it does not exist
   * @throws IOException if it exists and cannot be used
   */
  public SignedTokenAuthenticator(Path file, InstantSource clock) throws IOException {
    this.file = ReloadedFile.optional(file, TokenBookFile::read, TokenBook.EMPTY);
    this.clock = clock;
  }

  @Override
  public Result authenticate(BearerToken token, Patience patience) {
    TokenBook book = file.current(patience);
    SigningKey key = key(book, token.text());
    if (key == null) {
      return Result.NONE;
    }
    Instant now = clock.instant();
    Result known = memory.recall(token, book, now.toEpochMilli());
    if (known != null) {
      return known;
    }
    patience.blocking();
    Verified verified = verify(book, key, token.text(), now);
    if (verified.until != null) {
      memory.keep(token, book, verified.result, verified.until.toEpochMilli());
    }
    return verified.result;
  }

  private static @Nullable SigningKey key(TokenBook book, String token) {
    for (SigningKey key : book.keys()) {
      if (token.startsWith(key.header())) {
        return key;
      }
    }
    return null;
  }

  /**
   * @param until how long the result is good; null for a bad one
   */
  private record Verified(Result result, @Nullable Instant until) {
    static Verified bad(String reason) {
      return new Verified(new Result.Rejected(reason), null);
    }
  }

  private static Verified verify(TokenBook book, SigningKey key, String token, Instant now) {
    byte[] content = key.verify(token);
    if (content == null) {
      return Verified.bad("the token's signature is not that of its key");
    }
    JsonNode claims;
    try {
      claims = JsonMapper.shared().readTree(content);
    } catch (JacksonException e) {
      return Verified.bad("the token's claims are no JSON");
    }
    if (!claims.path("iss").asString("").equals(TokenBook.ISSUER)
        || !claims.path("aud").asString("").equals(book.audience())) {
      return Verified.bad("the token is for another registry");
    }
    String id = claims.path("jti").asString("");
    IssuedToken issued = book.token(id);
    if (issued == null || !issued.keyId().equals(key.id())) {
      return Verified.bad("token " + id + " is not in the book");
    }
    if (!claims.path("sub").asString("").equals(issued.user())) {
      return Verified.bad("token " + id + " is of another user");
    }
    if (issued.revoked() != null) {
      return Verified.bad("token " + id + " is revoked");
    }
    long seconds = now.getEpochSecond();
    if (seconds < Math.max(claims.path("nbf").asLong(0), issued.notBefore().getEpochSecond())) {
      return Verified.bad("token " + id + " is not valid yet");
    }
    long end = Math.min(claims.path("exp").asLong(0), issued.expires().getEpochSecond());
    if (seconds >= end) {
      return Verified.bad("token " + id + " has expired");
    }
    return new Verified(new Result.Known(user(issued)), Instant.ofEpochSecond(end).minusMillis(1));
  }

  private static User user(IssuedToken token) {
    return User.authenticated(
        token.user(),
        token.uid(),
        token.groups(),
        Map.of("authentication.kubernetes.io/credential-id", List.of("JTI=" + token.id())));
  }
}
