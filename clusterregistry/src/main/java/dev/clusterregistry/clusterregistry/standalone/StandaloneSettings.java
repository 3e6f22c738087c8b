package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.apiserver.auth.oidc.OidcFlags;
import dev.clusterregistry.clusterregistry.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the flags say about a standalone server.
 *
 * @param kindFiles further kinds to serve, each a CustomResourceDefinition
 * @param strictSpec whether an unusable spec is an error instead of a warning
 */
public record StandaloneSettings(
    ServerSettings server,
    Authentication authentication,
    Authorization authorization,
    List<Path> kindFiles,
    boolean strictSpec) {

  /**
   * What is null is not given.
   *
   * @param audiences whom tokens are for
   */
  public record Authentication(
      @Nullable Path clientCaFile,
      @Nullable Path tokenFile,
      @Nullable Path basicFile,
      @Nullable RequestHeaderOptions frontProxy,
      @Nullable TokenWebhook webhook,
      @Nullable Path configuration,
      @Nullable OidcFlags issuer,
      @Nullable Boolean anonymous,
      List<String> audiences) {}

  /**
   * Who is asked about tokens.
   *
   * @param config a kubeconfig
   * @param remembered how long answers are used again
   * @param version of authentication.k8s.io
   */
  public record TokenWebhook(Path config, Duration remembered, String version) {}

  /**
   * @param modes who decides what users may do, in this order
   * @param webhook null if none of them is a webhook
   * @param configuration a file that says all this instead; null for none
   * @param filteredLists who may not list or watch sees what they may get
   */
  public record Authorization(
      List<AuthorizationMode> modes,
      @Nullable AccessWebhook webhook,
      @Nullable Path configuration,
      boolean filteredLists) {}

  /**
   * A webhook that knows what users may do.
   *
   * @param version of SubjectAccessReview
   * @param allowedRemembered how long answers that allow are used again
   * @param othersRemembered how long others are
   */
  public record AccessWebhook(
      Path config, String version, Duration allowedRemembered, Duration othersRemembered) {}
}
