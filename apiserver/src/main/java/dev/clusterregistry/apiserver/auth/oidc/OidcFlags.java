package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.ClaimRule;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Mapping;
import dev.clusterregistry.apiserver.auth.oidc.IssuerSettings.Source;
import dev.clusterregistry.apiserver.http.PemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One issuer as kube-apiserver's flags of before the configuration file describe it.
 *
 * @param usernamePrefix null for the default, "-" for none
 * @param groupsClaim empty for no groups
 * @param authorities null for those of the Java runtime
 */
public record OidcFlags(
    String issuerUrl,
    String clientId,
    String usernameClaim,
    @Nullable String usernamePrefix,
    String groupsClaim,
    String groupsPrefix,
    Map<String, String> requiredClaims,
    Set<String> algorithms,
    @Nullable Path authorities) {

  /**
   * @throws IOException with one line if the flags or the authorities cannot be used
   */
  IssuerSettings settings() throws IOException {
    if (!issuerUrl.startsWith("https://")) {
      throw new IOException("--oidc-issuer-url must be a URL that begins with https://");
    }
    if (clientId.isEmpty()) {
      throw new IOException("--oidc-issuer-url and --oidc-client-id must be specified together");
    }
    if (algorithms.isEmpty() || !IssuerSettings.ALL_ALGORITHMS.containsAll(algorithms)) {
      throw new IOException(
          "--oidc-signing-algs must be among RS256, RS384, RS512, ES256, ES384, ES512, PS256,"
              + " PS384, PS512");
    }
    List<ClaimRule> rules = new ArrayList<>();
    requiredClaims.forEach((claim, value) -> rules.add(new ClaimRule.Required(claim, value)));
    String base =
        issuerUrl.endsWith("/") ? issuerUrl.substring(0, issuerUrl.length() - 1) : issuerUrl;
    return new IssuerSettings(
        issuerUrl,
        base + "/.well-known/openid-configuration",
        authorities == null ? List.of() : PemFiles.certificates(authorities),
        List.of(clientId),
        algorithms,
        rules,
        new Mapping(
            new Source.Claim(usernameClaim, prefix()),
            groupsClaim.isEmpty() ? new Source.None() : new Source.Claim(groupsClaim, groupsPrefix),
            new Source.None(),
            List.of()),
        List.of());
  }

  /** By default names of an issuer are told from names of others, unless they are addresses. */
  private String prefix() {
    if (usernamePrefix == null) {
      return usernameClaim.equals("email") ? "" : issuerUrl + "#";
    }
    return usernamePrefix.equals("-") ? "" : usernamePrefix;
  }
}
