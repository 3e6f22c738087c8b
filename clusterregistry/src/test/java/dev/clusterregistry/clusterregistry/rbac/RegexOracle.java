package dev.clusterregistry.clusterregistry.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what a set of roles and bindings allows, in another way than the server: every rule becomes
 * one regular expression over one line of text that describes an action.
 */
final class RegexOracle {

  /** A rule as the test makes it up. */
  record Rule(
      List<String> verbs,
      List<String> groups,
      List<String> resources,
      List<String> names,
      List<String> paths) {

    String json() {
      return "{\"verbs\":"
          + list(verbs)
          + ",\"apiGroups\":"
          + list(groups)
          + ",\"resources\":"
          + list(resources)
          + ",\"resourceNames\":"
          + list(names)
          + ",\"nonResourceURLs\":"
          + list(paths)
          + "}";
    }

    private static String list(List<String> texts) {
      return texts.stream()
          .map(text -> "\"" + text + "\"")
          .collect(Collectors.joining(",", "[", "]"));
    }

    private String pattern() {
      String verb = any(verbs, v -> v.equals("*") ? "[^|]*" : Pattern.quote(v));
      if (!paths.isEmpty()) {
        return verb + "\\|path\\|" + any(paths, RegexOracle::path);
      }
      return verb
          + "\\|"
          + any(groups, g -> g.equals("*") ? "[^|]*" : Pattern.quote(g))
          + "\\|"
          + any(resources, RegexOracle::resource)
          + "\\|"
          + (names.isEmpty() ? "[^|]*" : any(names, Pattern::quote));
    }
  }

  private static String path(String path) {
    return path.endsWith("*")
        ? Pattern.quote(path.substring(0, path.length() - 1)) + ".*"
        : Pattern.quote(path);
  }

  private static String resource(String resource) {
    if (resource.equals("*")) {
      return "[^|]*";
    }
    return resource.startsWith("*/")
        ? "[^|/]+/" + Pattern.quote(resource.substring(2))
        : Pattern.quote(resource);
  }

  private static String any(List<String> texts, Function<String, String> toPattern) {
    return texts.stream().map(toPattern).collect(Collectors.joining("|", "(?:", ")"));
  }

  /**
   * @param who names a user as "u:name" or a group as "g:name"
   * @param namespace empty for everywhere
   */
  private record Given(String who, String namespace, Pattern pattern) {}

  private final List<Given> given = new ArrayList<>();

  void give(String who, String namespace, List<Rule> rules) {
    for (Rule rule : rules) {
      given.add(new Given(who, namespace, Pattern.compile(rule.pattern())));
    }
  }

  /**
   * @param action {@code verb|group|resource[/subresource]|name} or {@code verb|path|/a/path}
   */
  boolean allows(List<String> identity, String namespace, String action) {
    return given.stream()
        .filter(g -> identity.contains(g.who()))
        .filter(g -> g.namespace().isEmpty() || g.namespace().equals(namespace))
        .anyMatch(g -> g.pattern().matcher(action).matches());
  }
}
