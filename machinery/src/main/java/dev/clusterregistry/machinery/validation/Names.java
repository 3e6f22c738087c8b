package dev.clusterregistry.machinery.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The syntaxes of names, label keys and label values, by RFC 1035, RFC 1123 and Kubernetes' own
 * rules. Each answers what is wrong in Kubernetes' words, nothing if all is well. Lengths are UTF-8
 * bytes. No regular expressions: these run on every write.
 */
public final class Names {
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String LABEL_1035 =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  private static final String QUALIFIED =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private Names() {}

  /** DNS-1123 subdomain, at most 253 bytes: the usual rule for an object's name. */
  public static List<String> subdomain(String name) {
    return checked(name, 253, isSubdomain(name), SUBDOMAIN);
  }

  /** DNS-1123 label, at most 63 bytes: the rule for a namespace. */
  public static List<String> label(String name) {
    String problem = isSubdomain(name) ? "must not contain dots" : LABEL;
    return checked(name, 63, isLabel(name, 0, name.length()), problem);
  }

  /** DNS-1035 label, at most 63 bytes. */
  public static List<String> label1035(String name) {
    boolean valid = isLabel(name, 0, name.length()) && !isDigit(name.charAt(0));
    return checked(name, 63, valid, LABEL_1035);
  }

  /** What can stand between two slashes of a path and means itself. */
  public static List<String> pathSegment(String name) {
    return name.equals(".") || name.equals("..")
        ? List.of("may not be '" + name + "'")
        : pathSegmentPrefix(name);
  }

  /** What a path segment can begin with. */
  public static List<String> pathSegmentPrefix(String prefix) {
    List<String> problems = new ArrayList<>(0);
    for (String illegal : new String[] {"/", "%"}) {
      if (prefix.contains(illegal)) {
        problems.add("may not contain '" + illegal + "'");
      }
    }
    return problems;
  }

  /** A name with an optional DNS subdomain before a slash: label keys, finalizers, annotations. */
  public static List<String> qualifiedName(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return namePart(key);
    }
    if (key.indexOf('/', slash + 1) >= 0) {
      return List.of(
          "a valid label key "
              + QUALIFIED
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> prefix = prefixPart(key.substring(0, slash));
    List<String> name = namePart(key.substring(slash + 1));
    if (prefix.isEmpty() || name.isEmpty()) {
      return prefix.isEmpty() ? name : prefix;
    }
    List<String> problems = new ArrayList<>(prefix);
    problems.addAll(name);
    return problems;
  }

  /** A label's value, at most 63 bytes. */
  public static List<String> labelValue(String value) {
    return checkedPart("", value, 63, value.isEmpty() || isQualified(value), VALUE);
  }

  /** What a generateName shows to the rules for names: a trailing dash may follow anything. */
  public static String maskTrailingDash(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  private static List<String> prefixPart(String prefix) {
    return prefix.isEmpty()
        ? List.of("prefix part must be non-empty")
        : checkedPart("prefix part ", prefix, 253, isSubdomain(prefix), SUBDOMAIN);
  }

  private static List<String> namePart(String name) {
    return name.isEmpty()
        ? List.of("name part must be non-empty", "name part " + QUALIFIED)
        : checkedPart("name part ", name, 63, isQualified(name), QUALIFIED);
  }

  /** The name of a whole object: it has characters, Kubernetes says, though it counts bytes. */
  private static List<String> checked(String name, int maximum, boolean valid, String problem) {
    return checked("", name, maximum, " characters", valid, problem);
  }

  /** Of a label or the like. */
  private static List<String> checkedPart(
      String part, String text, int maximum, boolean valid, String problem) {
    return checked(part, text, maximum, " bytes", valid, problem);
  }

  private static List<String> checked(
      String part, String text, int maximum, String unit, boolean valid, String problem) {
    if (byteLength(text) <= maximum) {
      return valid ? List.of() : List.of(part + problem);
    }
    String tooLong = part + "must be no more than " + maximum + unit;
    return valid ? List.of(tooLong) : List.of(tooLong, part + problem);
  }

  private static boolean isSubdomain(String name) {
    int start = 0;
    while (true) {
      int dot = name.indexOf('.', start);
      if (!isLabel(name, start, dot < 0 ? name.length() : dot)) {
        return false;
      }
      if (dot < 0) {
        return true;
      }
      start = dot + 1;
    }
  }

  private static boolean isLabel(String name, int start, int end) {
    if (start == end || name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isQualified(String name) {
    int end = name.length();
    if (end == 0 || !isAlphanumeric(name.charAt(0)) || !isAlphanumeric(name.charAt(end - 1))) {
      return false;
    }
    for (int i = 1; i < end - 1; i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Length in UTF-8. */
  public static int byteLength(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
