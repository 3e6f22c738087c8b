package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.AccessRules;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.FailedExpressionException;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Hook;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.webhook.TargetSource;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A webhook that is asked under conditions, and whose silence may be a denial. */
public final class ConfiguredWebhook implements Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredWebhook.class);

  private final WebhookAuthorizer webhook;
  private final boolean denies;
  private final List<CelExpression> conditions;

  private ConfiguredWebhook(
      WebhookAuthorizer webhook, boolean denies, List<CelExpression> conditions) {
    this.webhook = webhook;
    this.denies = denies;
    this.conditions = conditions;
  }

  /**
   * @throws IOException in one line, if where the webhook is cannot be found out
   */
  public static ConfiguredWebhook of(Hook hook, InstantSource clock) throws IOException {
    WebhookClient client = new WebhookClient(source(hook), hook.timeout());
    return new ConfiguredWebhook(
        new WebhookAuthorizer(client, hook.version(), hook.memory(), clock),
        hook.denies(),
        hook.conditions());
  }

  private static TargetSource source(Hook hook) {
    return hook.kubeconfig() == null
        ? TargetSource.inCluster()
            .at("/apis/authorization.k8s.io/" + hook.version() + "/subjectaccessreviews")
        : TargetSource.kubeconfig(hook.kubeconfig());
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    if (!conditions.isEmpty()) {
      List<String> errors = new ArrayList<>(0);
      if (!conditionsHold(SubjectAccessReview.conditionSpec(user, info), errors)) {
        return Decision.NO_OPINION;
      }
      if (!errors.isEmpty()) {
        String error = String.join(", ", errors);
        LOG.warn("conditions of an authorization webhook cannot be evaluated: {}", error);
        return failed(errors.size() == 1 ? error : "[" + error + "]");
      }
    }
    Decision decision = webhook.authorize(user, info, patience);
    return decision instanceof Decision.NoOpinion none && !none.error().isEmpty()
        ? failed(none.error())
        : decision;
  }

  /** As Kubernetes: one that does not hold outweighs those that cannot be evaluated. */
  private boolean conditionsHold(JsonNode spec, List<String> errors) {
    for (CelExpression condition : conditions) {
      try {
        if (!condition.holds(spec)) {
          return false;
        }
      } catch (FailedExpressionException e) {
        errors.add("cel evaluation error: " + e.getMessage());
      }
    }
    return true;
  }

  private Decision failed(String error) {
    return denies ? new Decision.Deny("", error) : new Decision.NoOpinion("", error);
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    return webhook.rules(user, namespace);
  }
}
