package dev.clusterregistry.apiserver.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kubernetes' order of versions: v2 before v1 before v1beta2 before v1beta1 before v1alpha1, all
 * others behind them by name.
 */
final class VersionPriority {
  private static final Pattern FORM =
      Pattern.compile("v([1-9][0-9]{0,8})((alpha|beta)([1-9][0-9]{0,8}))?");

  static final Comparator<String> HIGHEST_FIRST = VersionPriority::compare;

  private VersionPriority() {}

  private static int compare(String a, String b) {
    Matcher first = FORM.matcher(a);
    Matcher second = FORM.matcher(b);
    boolean firstFits = first.matches();
    boolean secondFits = second.matches();
    if (!firstFits || !secondFits) {
      return firstFits == secondFits ? a.compareTo(b) : firstFits ? -1 : 1;
    }
    int order = Integer.compare(stability(second), stability(first));
    if (order == 0) {
      order = Integer.compare(number(second, 1), number(first, 1));
    }
    return order != 0 ? order : Integer.compare(number(second, 4), number(first, 4));
  }

  private static int stability(Matcher version) {
    String name = version.group(3);
    if (name == null) {
      return 2;
    }
    return name.equals("beta") ? 1 : 0;
  }

  private static int number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
