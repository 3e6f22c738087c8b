package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.oidc.OidcFlags;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One OpenID Connect issuer, as kube-apiserver's older flags describe it. */
final class IssuerFlags {
  @Option(
      names = "--oidc-issuer-url",
      paramLabel = "URL",
      description = "The issuer, as its tokens name it; https.")
  String url = "";

  @Option(
      names = "--oidc-client-id",
      paramLabel = "ID",
      description = "The audience that its tokens must be for.")
  String clientId = "";

  @Option(
      names = "--oidc-username-claim",
      paramLabel = "CLAIM",
      description = "The claim that names the user (default sub).")
  String usernameClaim = "sub";

  @Option(
      names = "--oidc-username-prefix",
      paramLabel = "PREFIX",
      description =
          "Goes before user names (default the issuer and #, unless the claim is email; - for none).")
  @Nullable String usernamePrefix;

  @Option(
      names = "--oidc-groups-claim",
      paramLabel = "CLAIM",
      description = "The claim that names the user's groups (default none).")
  String groupsClaim = "";

  @Option(
      names = "--oidc-groups-prefix",
      paramLabel = "PREFIX",
      description = "Goes before group names (default none).")
  String groupsPrefix = "";

  @Option(
      names = "--oidc-required-claim",
      paramLabel = "CLAIM=VALUE",
      split = ",",
      description = "A claim that tokens must have, with this value. May be given several times.")
  Map<String, String> requiredClaims = new LinkedHashMap<>();

  @Option(
      names = "--oidc-signing-algs",
      paramLabel = "ALGORITHM",
      split = ",",
      description = "How tokens may be signed (default RS256).")
  Set<String> algorithms = Set.of("RS256");

  @Option(
      names = "--oidc-ca-file",
      paramLabel = "FILE",
      description = "Authorities, PEM, of the issuer's server (default those of the Java runtime).")
  @Nullable Path authorities;

  /** Null if no issuer is named. */
  @Nullable OidcFlags settings() {
    if (url.isEmpty()) {
      if (!clientId.isEmpty()) {
        throw new ProgramException(
            "--oidc-issuer-url and --oidc-client-id must be specified together");
      }
      return null;
    }
    return new OidcFlags(
        url,
        clientId,
        usernameClaim,
        usernamePrefix,
        groupsClaim,
        groupsPrefix,
        requiredClaims,
        algorithms,
        authorities);
  }
}
