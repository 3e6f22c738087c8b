package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.apiserver.auth.oidc.OidcFlags;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authentication;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.TokenWebhook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How users prove who they are. */
final class AuthenticationFlags {
  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description =
          "Certificate authorities, PEM, whose client certificates are trusted beside the server's"
              + " own: the common name is the user, organizations are groups.")
  @Nullable Path clientCaFile;

  @Option(
      names = "--token-auth-file",
      paramLabel = "FILE",
      description = "Bearer tokens, one per line: token,user,uid,\"group1,group2\".")
  @Nullable Path tokenFile;

  @Option(
      names = "--basic-auth-file",
      paramLabel = "FILE",
      description =
          "Passwords, one per line: password,user,uid,\"group1,group2\". Only with"
              + " --allow-basic-auth.")
  @Nullable Path basicFile;

  @Option(
      names = "--allow-basic-auth",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether --basic-auth-file may be used: passwords that do not expire, in a file that holds"
              + " them readable (default false).")
  boolean basicAllowed;

  @Option(
      names = "--authentication-token-webhook-config-file",
      paramLabel = "FILE",
      description =
          "A kubeconfig that says where to ask about bearer tokens that nobody else knows, by"
              + " TokenReview.")
  @Nullable Path webhookConfig;

  @Option(
      names = "--authentication-token-webhook-cache-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers about tokens are used again (default 2m0s).")
  Duration webhookRemembered = Duration.ofMinutes(2);

  @Option(
      names = "--authentication-token-webhook-version",
      paramLabel = "v1|v1beta1",
      description = "Version of TokenReview to ask with (default v1beta1).")
  String webhookVersion = "v1beta1";

  @Option(
      names = "--authentication-config",
      paramLabel = "FILE",
      description =
          "A file of kind AuthenticationConfiguration (apiserver.config.k8s.io): OpenID Connect"
              + " issuers whose tokens are believed, and for which paths no credential is needed.")
  @Nullable Path configuration;

  @Option(
      names = "--anonymous-auth",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether a request without credentials is the user system:anonymous, who may read health"
              + " and version (default true).")
  @Nullable Boolean anonymous;

  @Option(
      names = "--api-audiences",
      paramLabel = "NAME",
      split = ",",
      description =
          "Whom tokens are for: what a TokenReview that asks for audiences is answered by (default"
              + " none).")
  @Nullable List<String> audiences;

  /**
   * @param proxy null if none is believed
   * @param issuer null if flags describe none
   */
  Authentication settings(@Nullable RequestHeaderOptions proxy, @Nullable OidcFlags issuer) {
    if (issuer != null && configuration != null) {
      throw new ProgramException("--authentication-config and --oidc-* are mutually exclusive");
    }
    if (basicFile != null && !basicAllowed) {
      throw new ProgramException(
          "--basic-auth-file is refused: its passwords do not expire and stand readable in a file;"
              + " use \"clusterregistry token create\", or insist with"
              + " --allow-basic-auth");
    }
    return new Authentication(
        clientCaFile,
        tokenFile,
        basicFile,
        proxy,
        webhook(),
        configuration,
        issuer,
        anonymous,
        audiences == null ? List.of() : List.copyOf(audiences));
  }

  private @Nullable TokenWebhook webhook() {
    if (!webhookVersion.equals("v1") && !webhookVersion.equals("v1beta1")) {
      throw new ProgramException(
          "--authentication-token-webhook-version must be v1 or v1beta1, not " + webhookVersion);
    }
    Path config = webhookConfig;
    return config == null ? null : new TokenWebhook(config, webhookRemembered, webhookVersion);
  }
}
