package dev.clusterregistry.kinds.rbac;

import java.util.List;

/**
 * One rule of a role.
 *
 * @param names of the only objects meant; all if empty
 * @param paths that are no resources
 */
public record PolicyRule(
    List<String> verbs,
    List<String> groups,
    List<String> resources,
    List<String> names,
    List<String> paths) {
  private static final String ALL = "*";

  /** On resources, for all their objects. */
  public static PolicyRule of(List<String> verbs, String group, String... resources) {
    return new PolicyRule(verbs, List.of(group), List.of(resources), List.of(), List.of());
  }

  /** On paths. */
  public static PolicyRule ofPaths(List<String> verbs, String... paths) {
    return new PolicyRule(verbs, List.of(), List.of(), List.of(), List.of(paths));
  }

  /**
   * Whether the rule allows an action on a resource.
   *
   * @param subresource empty if none
   * @param name empty for an action on no single object, which rules with names never allow
   */
  public boolean allows(
      String verb, String group, String resource, String subresource, String name) {
    return hasOrAll(verbs, verb)
        && hasOrAll(groups, group)
        && namesResource(resource, subresource)
        && (names.isEmpty() || names.contains(name));
  }

  /** Whether the rule allows an action on a path that is no resource. */
  public boolean allowsPath(String verb, String path) {
    if (!hasOrAll(verbs, verb)) {
      return false;
    }
    for (int i = 0; i < paths.size(); i++) {
      if (covers(paths.get(i), path)) {
        return true;
      }
    }
    return false;
  }

  private boolean namesResource(String resource, String subresource) {
    for (int i = 0; i < resources.size(); i++) {
      String own = resources.get(i);
      if (own.equals(ALL) || isResource(own, resource, subresource)) {
        return true;
      }
    }
    return false;
  }

  /** Without putting the two together: this runs for each rule of each decision. */
  private static boolean isResource(String own, String resource, String subresource) {
    if (subresource.isEmpty()) {
      return own.equals(resource);
    }
    int slash = own.length() - subresource.length() - 1;
    return slash > 0
        && own.charAt(slash) == '/'
        && own.endsWith(subresource)
        && ((slash == resource.length() && own.startsWith(resource))
            || (slash == 1 && own.charAt(0) == '*'));
  }

  /** Whether a path as rules name it stands for another, which may be one as rules name it too. */
  static boolean covers(String own, String path) {
    return own.equals(path) || (own.endsWith(ALL) && path.startsWith(withoutStars(own)));
  }

  private static String withoutStars(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '*') {
      end--;
    }
    return path.substring(0, end);
  }

  private static boolean hasOrAll(List<String> list, String text) {
    for (int i = 0; i < list.size(); i++) {
      String own = list.get(i);
      if (own.equals(text) || own.equals(ALL)) {
        return true;
      }
    }
    return false;
  }
}
