package dev.clusterregistry.machinery.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members that Kubernetes' types hold by value: to apply and patches an object is never without
 * them, though they are not stored while they are empty.
 */
public final class ValueMembers {
  private static final List<String> NAMES = List.of("spec", "status");

  private ValueMembers() {}

  /**
   * The object with an empty one for each of them that it lacks.
   *
   * @return the object itself if it lacks none; else a copy that shares what is below its members
   */
  public static ObjectNode completed(ObjectNode object, Schema schema) {
    ObjectNode complete = null;
    for (String name : NAMES) {
      if (isValue(schema.property(name)) && !object.has(name)) {
        complete = complete == null ? object.objectNode().setAll(object) : complete;
        complete.putObject(name);
      }
    }
    return complete == null ? object : complete;
  }

  private static boolean isValue(@Nullable Property member) {
    return member != null
        && member.schema().type() == SchemaType.STRUCT
        && !member.schema().atomic();
  }

  /** Removes those of them that are empty. */
  public static ObjectNode trim(ObjectNode object) {
    for (String name : NAMES) {
      if (object.get(name) instanceof ObjectNode member && member.isEmpty()) {
        object.remove(name);
      }
    }
    return object;
  }
}
