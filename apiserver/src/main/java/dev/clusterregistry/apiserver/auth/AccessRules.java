package dev.clusterregistry.apiserver.auth;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody may do.
 *
 * @param incomplete whether there may be more, or less, than is listed
 * @param error why it is incomplete; may be empty
 */
public record AccessRules(
    List<ResourceRule> resources, List<PathRule> paths, boolean incomplete, String error) {
  public static final AccessRules NONE = new AccessRules(List.of(), List.of(), false, "");

  /**
   * Verbs on resources, in the words of RBAC: a star stands for all.
   *
   * @param names empty for all objects
   */
  public record ResourceRule(
      List<String> verbs, List<String> groups, List<String> resources, List<String> names) {}

  /** Verbs on paths that are no resources. */
  public record PathRule(List<String> verbs, List<String> paths) {}

  /** These and others, in this order. */
  AccessRules and(AccessRules others) {
    List<ResourceRule> allResources = new ArrayList<>(resources);
    allResources.addAll(others.resources);
    List<PathRule> allPaths = new ArrayList<>(paths);
    allPaths.addAll(others.paths);
    String separator = error.isEmpty() || others.error.isEmpty() ? "" : ", ";
    return new AccessRules(
        allResources, allPaths, incomplete || others.incomplete, error + separator + others.error);
  }
}
