package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.request.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was given what, in one namespace or everywhere. Filled once, read by all threads then. */
final class Grants {
  static final Grants NONE = new Grants();

  private final Map<String, List<Grant>> users = new HashMap<>();
  private final Map<String, List<Grant>> groups = new HashMap<>();

  void addToUser(String name, Grant grant) {
    users.computeIfAbsent(name, n -> new ArrayList<>(2)).add(grant);
  }

  void addToGroup(String name, Grant grant) {
    groups.computeIfAbsent(name, n -> new ArrayList<>(2)).add(grant);
  }

  /** Shows a user's grants to a visitor until that has seen enough; whether it has. */
  boolean visit(User user, Visitor visitor) {
    if (visit(users.get(user.name()), visitor)) {
      return true;
    }
    List<String> names = user.groups();
    for (int i = 0; i < names.size(); i++) {
      if (visit(groups.get(names.get(i)), visitor)) {
        return true;
      }
    }
    return false;
  }

  private static boolean visit(@Nullable List<Grant> grants, Visitor visitor) {
    if (grants == null) {
      return false;
    }
    for (int i = 0; i < grants.size(); i++) {
      if (visitor.enough(grants.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Looks at grants. */
  interface Visitor {
    boolean enough(Grant grant);
  }
}
