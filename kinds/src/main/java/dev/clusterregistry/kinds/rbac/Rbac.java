package dev.clusterregistry.kinds.rbac;

import dev.clusterregistry.machinery.codec.ObjectDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads roles and bindings, and writes them. */
public final class Rbac {
  public static final String GROUP = "rbac.authorization.k8s.io";
  public static final String ROLES = "roles";
  public static final String CLUSTER_ROLES = "clusterroles";
  public static final String ROLE_BINDINGS = "rolebindings";
  public static final String CLUSTER_ROLE_BINDINGS = "clusterrolebindings";

  private static final ObjectDecoder DECODER = new ObjectDecoder();

  private Rbac() {}

  /** Out of the JSON of an object that was validated. */
  public static Role role(byte[] json) {
    return role(DECODER.parse(json, 0, json.length));
  }

  public static Role role(ObjectNode object) {
    JsonNode selectors = object.path("aggregationRule").path("clusterRoleSelectors");
    List<RoleSelector> aggregated = new ArrayList<>(selectors.size());
    selectors.forEach(selector -> aggregated.add(selector(selector)));
    return new Role(rules(object), object.hasNonNull("aggregationRule") ? aggregated : null);
  }

  private static List<PolicyRule> rules(ObjectNode object) {
    JsonNode rules = object.path("rules");
    List<PolicyRule> list = new ArrayList<>(rules.size());
    for (JsonNode rule : rules) {
      list.add(
          new PolicyRule(
              texts(rule.path("verbs")),
              texts(rule.path("apiGroups")),
              texts(rule.path("resources")),
              texts(rule.path("resourceNames")),
              texts(rule.path("nonResourceURLs"))));
    }
    return List.copyOf(list);
  }

  private static RoleSelector selector(JsonNode selector) {
    Map<String, String> labels = new LinkedHashMap<>();
    selector.path("matchLabels").forEachEntry((key, value) -> labels.put(key, value.asString("")));
    List<RoleSelector.Requirement> requirements = new ArrayList<>();
    for (JsonNode expression : selector.path("matchExpressions")) {
      requirements.add(
          new RoleSelector.Requirement(
              expression.path("key").asString(""),
              expression.path("operator").asString(""),
              texts(expression.path("values"))));
    }
    return new RoleSelector(Map.copyOf(labels), List.copyOf(requirements));
  }

  /** Out of the JSON of an object that was validated. */
  public static Binding binding(byte[] json) {
    return binding(DECODER.parse(json, 0, json.length));
  }

  public static Binding binding(ObjectNode object) {
    JsonNode role = object.path("roleRef");
    List<Subject> subjects = new ArrayList<>();
    for (JsonNode subject : object.path("subjects")) {
      subjects.add(
          new Subject(
              subject.path("kind").asString(""),
              subject.path("apiGroup").asString(""),
              subject.path("name").asString(""),
              subject.path("namespace").asString("")));
    }
    return new Binding(
        new RoleRef(
            role.path("apiGroup").asString(""),
            role.path("kind").asString(""),
            role.path("name").asString("")),
        List.copyOf(subjects));
  }

  static List<String> texts(JsonNode list) {
    if (list.isEmpty()) {
      return List.of();
    }
    String[] texts = new String[list.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = list.path(i).asString("").intern();
    }
    return List.of(texts);
  }

  /** The member of a role that holds its rules. */
  public static ArrayNode tree(List<PolicyRule> rules) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (PolicyRule rule : rules) {
      ObjectNode node = list.addObject();
      add(node, "verbs", rule.verbs());
      add(node, "apiGroups", rule.groups());
      add(node, "resources", rule.resources());
      add(node, "resourceNames", rule.names());
      add(node, "nonResourceURLs", rule.paths());
    }
    return list;
  }

  private static void add(ObjectNode node, String member, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(node.putArray(member)::add);
    }
  }
}
