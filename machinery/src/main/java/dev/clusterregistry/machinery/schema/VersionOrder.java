package dev.clusterregistry.machinery.schema;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kubernetes' priority of version names: stable before beta before alpha, higher numbers first, and
 * names that are no versions last, by alphabet.
 */
public final class VersionOrder implements Comparator<String> {
  public static final VersionOrder INSTANCE = new VersionOrder();

  private static final Pattern VERSION =
      Pattern.compile("v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?");

  private VersionOrder() {}

  @Override
  public int compare(String left, String right) {
    Matcher a = VERSION.matcher(left);
    Matcher b = VERSION.matcher(right);
    boolean versionA = a.matches();
    boolean versionB = b.matches();
    if (!versionA || !versionB) {
      return versionA == versionB ? left.compareTo(right) : versionA ? -1 : 1;
    }
    int byStability = Integer.compare(stability(b), stability(a));
    if (byStability != 0) {
      return byStability;
    }
    int byMajor = Integer.compare(number(b, 1), number(a, 1));
    return byMajor != 0 ? byMajor : Integer.compare(number(b, 3), number(a, 3));
  }

  private static int stability(Matcher version) {
    return switch (version.group(2)) {
      case null -> 2;
      case "beta" -> 1;
      default -> 0;
    };
  }

  private static int number(Matcher version, int group) {
    return version.group(group) == null ? 0 : Integer.parseInt(version.group(group));
  }
}
