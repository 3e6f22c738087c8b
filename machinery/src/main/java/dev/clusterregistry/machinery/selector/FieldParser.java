package dev.clusterregistry.machinery.selector;

import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The grammar of field selectors with the messages of Kubernetes' {@code fields.ParseSelector}. */
final class FieldParser {
  private FieldParser() {}

  static List<FieldRequirement> parse(String selector) {
    List<String> terms = terms(selector);
    Collections.sort(terms); // decides which of several bad terms is reported
    List<FieldRequirement> requirements = new ArrayList<>(terms.size());
    for (String term : terms) {
      if (!term.isEmpty()) {
        FieldRequirement requirement = requirement(selector, term);
        boolean nothing = requirement.field().isEmpty() && requirement.value().isEmpty();
        if (!nothing) { // which selects everything
          requirements.add(requirement);
        }
      }
    }
    return requirements;
  }

  /** Cuts at commas that are not escaped. */
  private static List<String> terms(String selector) {
    List<String> terms = new ArrayList<>();
    int start = 0;
    boolean escaped = false;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == ',') {
        terms.add(selector.substring(start, i));
        start = i + 1;
      }
    }
    terms.add(selector.substring(start));
    return terms;
  }

  private static FieldRequirement requirement(String selector, String term) {
    for (int i = 0; i < term.length(); i++) {
      String field = term.substring(0, i);
      if (term.startsWith("!=", i)) {
        return new FieldRequirement(field, false, unescaped(term.substring(i + 2)));
      }
      if (term.startsWith("==", i)) {
        return new FieldRequirement(field, true, unescaped(term.substring(i + 2)));
      }
      if (term.charAt(i) == '=') {
        return new FieldRequirement(field, true, unescaped(term.substring(i + 1)));
      }
    }
    throw Statuses.badRequest(
        "invalid selector: '" + selector + "'; can't understand '" + term + "'");
  }

  private static String unescaped(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        out.append(escaped(value, ++i));
      } else if (c == ',' || c == '=') {
        throw Statuses.badRequest(
            "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char escaped(String value, int position) {
    String rune = position == value.length() ? "" : Character.toString(value.codePointAt(position));
    return switch (rune) {
      case "\\", ",", "=" -> rune.charAt(0);
      default ->
          throw Statuses.badRequest("invalid field selector: invalid escape sequence: \\" + rune);
    };
  }
}
