package dev.clusterregistry.kinds.rbac;

import dev.clusterregistry.machinery.json.GoQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether some rules allow all that others allow: nobody may give away what they do not have. As
 * Kubernetes' validation.Covers: a rule is cut into its single verbs on single resources, and each
 * must be covered by one rule alone.
 */
public final class Coverage {
  private Coverage() {}

  /** What the wanted rules allow and the owned ones do not, cut into single verbs. */
  public static List<PolicyRule> missing(List<PolicyRule> owned, List<PolicyRule> wanted) {
    List<PolicyRule> missing = new ArrayList<>();
    for (PolicyRule rule : wanted) {
      for (PolicyRule piece : pieces(rule)) {
        if (owned.stream().noneMatch(own -> covers(own, piece))) {
          missing.add(piece);
        }
      }
    }
    return missing;
  }

  private static List<PolicyRule> pieces(PolicyRule rule) {
    List<PolicyRule> pieces = new ArrayList<>();
    for (String group : rule.groups()) {
      for (String resource : rule.resources()) {
        for (String verb : rule.verbs()) {
          PolicyRule piece = PolicyRule.of(List.of(verb), group, resource);
          if (rule.names().isEmpty()) {
            pieces.add(piece);
          }
          for (String name : rule.names()) {
            pieces.add(
                new PolicyRule(
                    piece.verbs(), piece.groups(), piece.resources(), List.of(name), List.of()));
          }
        }
      }
    }
    for (String path : rule.paths()) {
      for (String verb : rule.verbs()) {
        pieces.add(PolicyRule.ofPaths(List.of(verb), path));
      }
    }
    return pieces;
  }

  private static boolean covers(PolicyRule own, PolicyRule piece) {
    return hasAll(own.verbs(), piece.verbs())
        && hasAll(own.groups(), piece.groups())
        && coversResources(own.resources(), piece.resources())
        && coversNames(own.names(), piece.names())
        && piece.paths().stream()
            .allMatch(path -> own.paths().stream().anyMatch(o -> PolicyRule.covers(o, path)));
  }

  private static boolean hasAll(List<String> own, List<String> wanted) {
    return own.contains("*") || own.containsAll(wanted);
  }

  private static boolean coversNames(List<String> own, List<String> wanted) {
    return own.isEmpty() || (!wanted.isEmpty() && own.containsAll(wanted));
  }

  private static boolean coversResources(List<String> own, List<String> wanted) {
    if (hasAll(own, wanted)) {
      return true;
    }
    for (String resource : wanted) {
      int slash = resource.indexOf('/');
      if (!own.contains(resource)
          && (slash < 0 || !own.contains("*" + resource.substring(slash)))) {
        return false;
      }
    }
    return true;
  }

  private record Target(String group, String resource, List<String> names) {}

  /** What is missing, one line for each resource and each path, in the order of the alphabet. */
  public static String describe(List<PolicyRule> missing) {
    Map<Target, Set<String>> verbs = new LinkedHashMap<>();
    Set<String> lines = new TreeSet<>();
    for (PolicyRule piece : missing) {
      if (piece.paths().isEmpty()) {
        Target target = new Target(piece.groups().get(0), piece.resources().get(0), piece.names());
        verbs.computeIfAbsent(target, t -> new LinkedHashSet<>()).addAll(piece.verbs());
      } else {
        lines.add(describe(piece));
      }
    }
    verbs.forEach(
        (target, all) ->
            lines.add(
                describe(
                    new PolicyRule(
                        List.copyOf(new ArrayList<>(all)),
                        List.of(target.group()),
                        List.of(target.resource()),
                        target.names(),
                        List.of()))));
    return String.join("\n", lines);
  }

  private static String describe(PolicyRule rule) {
    List<String> parts = new ArrayList<>();
    add(parts, "APIGroups", rule.groups());
    add(parts, "Resources", rule.resources());
    add(parts, "NonResourceURLs", rule.paths());
    add(parts, "ResourceNames", rule.names());
    add(parts, "Verbs", rule.verbs());
    return "{" + String.join(", ", parts) + "}";
  }

  private static void add(List<String> parts, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      parts.add(name + ":" + quoted(texts));
    }
  }

  /** A list as Go's %q shows it. */
  public static String quoted(List<String> texts) {
    StringBuilder out = new StringBuilder("[");
    for (String text : texts) {
      GoQuote.append(out.append(out.length() == 1 ? "" : " "), text);
    }
    return out.append(']').toString();
  }
}
