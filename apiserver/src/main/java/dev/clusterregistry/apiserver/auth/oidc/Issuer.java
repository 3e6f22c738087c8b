package dev.clusterregistry.apiserver.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.TokenMemory;
import dev.clusterregistry.apiserver.webhook.DocumentClient;
import java.io.IOException;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies the tokens of one issuer. A good one is remembered until it expires or the keys change.
 */
final class Issuer {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final IssuerSettings settings;
  private final InstantSource clock;
  private final IssuerKeys keys;
  private final ClaimsToUser users;
  private final TokenMemory memory = new TokenMemory();

  Issuer(IssuerSettings settings, InstantSource clock) throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.keys = new IssuerKeys(settings, new DocumentClient(settings.authorities(), TIMEOUT));
    this.users = new ClaimsToUser(settings);
  }

  String url() {
    return settings.url();
  }

  /** What is known about a token without waiting, or null. */
  @Nullable Result recall(BearerToken token) {
    JWKSet recent = keys.recent();
    return recent == null ? null : memory.recall(token, recent, clock.millis());
  }

  /** Waits for the issuer, if its keys are not known or not enough. */
  @SuppressWarnings("ReferenceEquality") // keys that did not change are the same object
  Result verify(BearerToken token) {
    JWSObject signed;
    try {
      signed = JWSObject.parse(token.text());
    } catch (ParseException e) {
      return new Result.Rejected("the token is no signed JWT");
    }
    if (!settings.algorithms().contains(signed.getHeader().getAlgorithm().getName())) {
      return new Result.Rejected("the token is signed by an algorithm that is not allowed");
    }
    try {
      JWKSet set = keys.current();
      if (!isSigned(signed, set)) {
        JWKSet fresh = keys.renewed(set);
        if (fresh == set || !isSigned(signed, fresh)) {
          return new Result.Rejected("the token is signed by no key of its issuer");
        }
        set = fresh;
      }
      return claims(token, signed.getPayload().toBytes(), set);
    } catch (IOException e) {
      return new Result.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isSigned(JWSObject signed, JWKSet set) {
    JWSHeader header = signed.getHeader();
    List<Key> candidates =
        KeyConverter.toJavaKeys(new JWKSelector(JWKMatcher.forJWSHeader(header)).select(set));
    for (Key key : candidates) {
      try {
        JWSVerifier verifier = new DefaultJWSVerifierFactory().createJWSVerifier(header, key);
        if (signed.verify(verifier)) {
          return true;
        }
      } catch (JOSEException e) {
        // a key that does not fit the algorithm has not signed it
      }
    }
    return false;
  }

  private Result claims(BearerToken token, byte[] payload, JWKSet set) {
    JsonNode claims;
    try {
      claims = JsonMapper.shared().readTree(payload);
    } catch (JacksonException e) {
      return new Result.Rejected("the token's claims are no JSON");
    }
    String reason = timeless(claims);
    if (reason != null) {
      return new Result.Rejected(reason);
    }
    Instant now = clock.instant();
    if (!claims.path("exp").isNumber() || now.getEpochSecond() >= claims.path("exp").asDouble()) {
      return new Result.Rejected("the token has expired");
    }
    if (claims.path("nbf").asDouble(0) > now.plus(CLOCK_SKEW).getEpochSecond()) {
      return new Result.Rejected("the token is not valid yet");
    }
    try {
      Result result = new Result.Known(users.user(claims));
      long until = (long) Math.min(claims.path("exp").asDouble() * 1000 - 1, Long.MAX_VALUE);
      memory.keep(token, set, result, until);
      return result;
    } catch (ClaimsToUser.UnacceptableException e) {
      return new Result.Rejected(String.valueOf(e.getMessage()));
    }
  }

  /** Why the claims are not for us; null if they are. */
  private @Nullable String timeless(JsonNode claims) {
    if (!claims.path("iss").asString("").equals(settings.url())) {
      return "the token is of another issuer";
    }
    JsonNode audience = claims.path("aud");
    if (audience.isString()) {
      return settings.audiences().contains(audience.asString())
          ? null
          : "the token is for another audience";
    }
    for (JsonNode each : audience) {
      if (settings.audiences().contains(each.asString(""))) {
        return null;
      }
    }
    return "the token is for another audience";
  }
}
