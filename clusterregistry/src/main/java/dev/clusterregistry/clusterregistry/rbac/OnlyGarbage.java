package dev.clusterregistry.clusterregistry.rbac;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells changes that only let an object be collected as garbage, which need no further rights. */
final class OnlyGarbage {
  private OnlyGarbage() {}

  static boolean changed(ObjectNode object, @Nullable ObjectNode stored) {
    return stored != null && without(object).equals(without(stored));
  }

  private static ObjectNode without(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("metadata")
        .remove(List.of("finalizers", "ownerReferences", "managedFields", "resourceVersion"));
    return copy;
  }
}
