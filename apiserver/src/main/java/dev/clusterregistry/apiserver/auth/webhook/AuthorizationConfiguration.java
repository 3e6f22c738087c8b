package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of kind AuthorizationConfiguration says.
 *
 * @param authorizers in the order in which they are asked
 */
public record AuthorizationConfiguration(List<Configured> authorizers) {

  /**
   * @param type such as RBAC
   * @param webhook null for other types
   */
  public record Configured(String type, String name, @Nullable Hook webhook) {}

  /**
   * @param kubeconfig says where it is; null for the API server of this pod's cluster
   * @param version of SubjectAccessReview
   * @param memory zero where answers are not to be remembered
   * @param denies a failure is a denial, and not just no opinion
   * @param conditions all must hold, or the webhook is not asked
   */
  public record Hook(
      @Nullable Path kubeconfig,
      Duration timeout,
      String version,
      WebhookAuthorizer.Memory memory,
      boolean denies,
      List<CelExpression> conditions) {}
}
