package dev.clusterregistry.apiserver.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer with a server of its own. */
final class TestIssuer implements AutoCloseable {
  private final TestAuthority authority = new TestAuthority("issuers");
  private final TestHttps server;
  final AtomicInteger fetched = new AtomicInteger();
  volatile List<JWK> keys;
  volatile int status = 200;
  volatile String named = "";

  TestIssuer() throws IOException, JOSEException {
    keys = List.of(key("one"));
    server =
        new TestHttps(
            authority.context(authority.server()),
            false,
            (exchange, body) -> {
              if (exchange.getRequestURI().getPath().endsWith("/openid-configuration")) {
                return new TestHttps.Answer(status, discovery());
              }
              fetched.incrementAndGet();
              return new TestHttps.Answer(status, new JWKSet(keys).toString());
            });
  }

  private String discovery() {
    return "{\"issuer\":\""
        + (named.isEmpty() ? url() : named)
        + "\",\"jwks_uri\":\""
        + url()
        + "/keys\"}";
  }

  static ECKey key(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  String url() {
    return server.url();
  }

  String pem() {
    return authority.pem();
  }

  ECKey key() {
    return (ECKey) keys.get(0);
  }

  /** A token with iss, aud and exp, and what the test adds. */
  String token(String more) throws JOSEException {
    return sign(key(), claims(more));
  }

  String claims(String more) {
    return "{\"iss\":\""
        + url()
        + "\",\"aud\":\"registry\",\"exp\":"
        + Instant.now().plusSeconds(600).getEpochSecond()
        + (more.isEmpty() ? "" : "," + more)
        + "}";
  }

  static String sign(ECKey key, String claims) throws JOSEException {
    JWSObject object =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new Payload(claims));
    object.sign(new ECDSASigner(key));
    return object.serialize();
  }

  /** The configuration's item for this issuer, with audience registry. */
  String item(String mappings) {
    return "- issuer:\n    url: "
        + url()
        + "\n    audiences: [registry]\n    certificateAuthority: |\n      "
        + pem().replace("\r", "").strip().replace("\n", "\n      ")
        + "\n"
        + mappings.indent(2);
  }

  @Override
  public void close() {
    server.close();
  }
}
