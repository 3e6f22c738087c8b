package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * One issuer, and what its tokens mean.
 *
 * @param url as tokens and the discovery document name it
 * @param discoveryUrl where the discovery document is
 * @param authorities of the issuer's server; empty for those of the Java runtime
 * @param audiences of which a token must name one
 * @param algorithms that its tokens may be signed by
 */
record IssuerSettings(
    String url,
    String discoveryUrl,
    List<X509Certificate> authorities,
    List<String> audiences,
    Set<String> algorithms,
    List<ClaimRule> claimRules,
    Mapping mapping,
    List<Rule> userRules) {
  static final Set<String> ALL_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

  /** Where a fact about the user comes from. */
  sealed interface Source {
    record None() implements Source {}

    record Claim(String name, String prefix) implements Source {}

    record Expression(CelExpression expression) implements Source {}
  }

  /** Which claims make which facts. */
  record Mapping(Source username, Source groups, Source uid, List<Extra> extra) {}

  /** A further fact. */
  record Extra(String key, CelExpression value) {}

  /** What must hold of the claims. */
  sealed interface ClaimRule {
    record Required(String claim, String value) implements ClaimRule {}

    record Condition(Rule rule) implements ClaimRule {}
  }

  /**
   * @param message for the log, if it does not hold
   */
  record Rule(CelExpression expression, String message) {}
}
