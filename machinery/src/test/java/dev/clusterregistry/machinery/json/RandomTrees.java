package dev.clusterregistry.machinery.json;

import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small JSON trees whose members collide often. */
public final class RandomTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RandomTrees() {}

  public static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(Character.toString('a' + random.nextInt(5)), tree(random, depth - 1));
    }
    return object;
  }

  public static JsonNode tree(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(3));
      case 3 -> NODES.numberNode(random.nextGaussian());
      case 4 -> NODES.stringNode(Character.toString('x' + random.nextInt(3)));
      case 5 ->
          NODES.stringNode(Character.toString(random.nextInt(0x110000)).replaceAll("\\p{Cs}", ""));
      case 6 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        yield array;
      }
      default -> object(random, depth);
    };
  }
}
