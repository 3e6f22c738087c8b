package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.auth.AccessRules;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may I do in a namespace? */
final class RulesReview implements Review {
  private final Authorizer authorizer;

  RulesReview(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public void answer(Call call, ObjectNode review) {
    String namespace = review.path("spec").path("namespace").asString("");
    if (namespace.isEmpty()) {
      throw Statuses.badRequest("no namespace on request");
    }
    AccessRules rules = authorizer.rules(call.user(), namespace);
    ObjectNode status = review.putObject("status");
    ArrayNode resources = status.putArray("resourceRules");
    for (AccessRules.ResourceRule rule : rules.resources()) {
      ObjectNode node = resources.addObject();
      put(node, "verbs", rule.verbs());
      put(node, "apiGroups", rule.groups());
      put(node, "resources", rule.resources());
      put(node, "resourceNames", rule.names());
    }
    ArrayNode paths = status.putArray("nonResourceRules");
    for (AccessRules.PathRule rule : rules.paths()) {
      ObjectNode node = paths.addObject();
      put(node, "verbs", rule.verbs());
      put(node, "nonResourceURLs", rule.paths());
    }
    status.put("incomplete", rules.incomplete()).put("evaluationError", rules.error());
  }

  private static void put(ObjectNode node, String member, List<String> texts) {
    texts.forEach(node.putArray(member)::add);
  }
}
