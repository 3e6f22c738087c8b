package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.status.StatusCause;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fields that an apply would change although others own them, by owner. */
record ApplyConflicts(SortedMap<Manager, FieldSet> byManager) {

  boolean isEmpty() {
    return byManager.isEmpty();
  }

  /** The conflicts about fields that are not in the set. */
  ApplyConflicts without(FieldSet allowed) {
    SortedMap<Manager, FieldSet> rest = new TreeMap<>();
    byManager.forEach(
        (manager, fields) -> {
          FieldSet left = fields.difference(allowed);
          if (!left.isEmpty()) {
            rest.put(manager, left);
          }
        });
    return new ApplyConflicts(rest);
  }

  /** The 409 in Kubernetes' words. */
  StatusException toStatus() {
    List<StatusCause> causes = new ArrayList<>();
    StringBuilder several = new StringBuilder();
    for (Map.Entry<Manager, FieldSet> conflict : byManager.entrySet()) {
      several.append(several.isEmpty() ? "" : "\n");
      several.append("conflicts with ").append(conflict.getKey()).append(':');
      conflict
          .getValue()
          .forEach(
              path -> {
                String field = FieldSet.text(path);
                several.append("\n- ").append(field);
                causes.add(
                    new StatusCause(
                        "FieldManagerConflict", "conflict with " + conflict.getKey(), field));
              });
    }
    String message =
        causes.size() == 1
            ? "Apply failed with 1 conflict: "
                + causes.get(0).message()
                + ": "
                + causes.get(0).field()
            : "Apply failed with " + causes.size() + " conflicts: " + several;
    return Statuses.applyConflict(List.copyOf(causes), message);
  }
}
