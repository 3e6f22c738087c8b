package dev.clusterregistry.kinds;

import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random bodies of clusters, with members missing, empty, null and unknown. */
final class RandomClusters {
  private static final String ALPHABET = "ab<>&\"\\\n\u2028\u00e9\ud83d\ude00 /:#0";

  private RandomClusters() {}

  static String json(Random random) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = root.putObject("metadata");
    texts(random, metadata, "name", "unknown");
    texts(random, metadata.putObject("labels"), "b", "a", text(random));
    ObjectNode spec = root.putObject("spec");
    ArrayNode endpoints = spec.putObject("kubernetesApiEndpoints").putArray("serverEndpoints");
    for (int i = random.nextInt(3); i > 0; i--) {
      texts(random, endpoints.addObject(), "serverAddress", "clientCIDR");
    }
    ObjectNode authInfo = spec.putObject("authInfo");
    texts(random, authInfo.putObject("user"), "namespace", "name", "kind");
    ObjectNode provider = authInfo.putArray("providers").addObject();
    texts(random, provider.putObject("config"), text(random), text(random));
    texts(random, provider, "name");
    ObjectNode condition = root.putObject("status").putArray("conditions").addObject();
    texts(random, condition, "message", "status", "type");
    return root.toString();
  }

  private static void texts(Random random, ObjectNode object, String... names) {
    for (String name : names) {
      switch (random.nextInt(4)) {
        case 0 -> object.putNull(name);
        case 1 -> object.put(name, "");
        default -> object.put(name, text(random));
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
