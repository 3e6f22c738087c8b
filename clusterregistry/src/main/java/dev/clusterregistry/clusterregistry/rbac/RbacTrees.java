package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of roles and bindings that the server writes itself. */
final class RbacTrees {
  private static final ObjectDecoder DECODER = new ObjectDecoder();
  private static final String VERSION = Rbac.GROUP + "/v1";

  private RbacTrees() {}

  static ObjectNode role(DefaultRole role) {
    ObjectNode tree = start("ClusterRole", role.name());
    addLabels(tree, role.labels());
    if (role.aggregates().isEmpty()) {
      tree.set("rules", Rbac.tree(role.rules()));
    } else {
      addSelector(tree, role.aggregates());
    }
    return tree;
  }

  static ObjectNode binding(DefaultBinding binding) {
    ObjectNode tree = start("ClusterRoleBinding", binding.name());
    addLabels(tree, Map.of());
    tree.putObject("roleRef")
        .put("apiGroup", Rbac.GROUP)
        .put("kind", "ClusterRole")
        .put("name", binding.name());
    addGroups(tree, binding.groups());
    return tree;
  }

  private static ObjectNode start(String kind, String name) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("kind", kind).put("apiVersion", VERSION);
    tree.putObject("metadata").put("name", name);
    return tree;
  }

  /** Adds what every default has, and more; what is there stays. */
  static void addLabels(ObjectNode tree, Map<String, String> more) {
    ObjectNode metadata = tree.withObject("metadata");
    ObjectNode labels = metadata.withObject("labels");
    labels.putIfAbsent(
        DefaultRole.BOOTSTRAPPING, JsonNodeFactory.instance.stringNode(DefaultRole.DEFAULTS));
    more.forEach(
        (name, value) -> labels.putIfAbsent(name, JsonNodeFactory.instance.stringNode(value)));
    metadata
        .withObject("annotations")
        .putIfAbsent(DefaultRole.AUTOUPDATE, JsonNodeFactory.instance.stringNode("true"));
  }

  static void addSelector(ObjectNode tree, String label) {
    tree.withObject("aggregationRule")
        .withArray("clusterRoleSelectors")
        .addObject()
        .putObject("matchLabels")
        .put(label, "true");
  }

  static void addRules(ObjectNode tree, List<PolicyRule> rules) {
    ArrayNode list = tree.withArray("rules");
    list.addAll(Rbac.tree(rules));
  }

  static void addGroups(ObjectNode tree, List<String> groups) {
    ArrayNode subjects = tree.withArray("subjects");
    for (String group : groups) {
      subjects.addObject().put("kind", "Group").put("apiGroup", Rbac.GROUP).put("name", group);
    }
  }

  static ObjectNode parse(Frozen object) {
    return DECODER.parse(object.json(), 0, object.json().length);
  }

  /** Whether somebody has said that the server shall leave a default alone. */
  static boolean leftAlone(ObjectNode tree) {
    return tree.path("metadata")
        .path("annotations")
        .path(DefaultRole.AUTOUPDATE)
        .asString("")
        .equals("false");
  }

  static byte[] json(ObjectNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
