package dev.clusterregistry.kinds.rbac;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects roles by their labels; all requirements must hold. */
public record RoleSelector(Map<String, String> labels, List<Requirement> requirements) {

  /**
   * @param operator In, NotIn, Exists or DoesNotExist; any other selects nothing
   */
  public record Requirement(String key, String operator, List<String> values) {

    boolean holds(@Nullable String value) {
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        default -> false;
      };
    }
  }

  /** Where labels are looked up. */
  public interface Labels {
    @Nullable String get(String key);
  }

  public boolean selects(Labels given) {
    for (Map.Entry<String, String> wanted : labels.entrySet()) {
      if (!wanted.getValue().equals(given.get(wanted.getKey()))) {
        return false;
      }
    }
    for (Requirement requirement : requirements) {
      if (!requirement.holds(given.get(requirement.key()))) {
        return false;
      }
    }
    return true;
  }
}
