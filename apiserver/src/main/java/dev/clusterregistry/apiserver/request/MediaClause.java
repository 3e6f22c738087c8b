package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One clause of an Accept header.
 *
 * @param type in lower case, such as application
 * @param subtype in lower case, such as json
 * @param parameters names in lower case and values in turn, without q
 */
public record MediaClause(String type, String subtype, double quality, List<String> parameters) {

  /**
   * The clauses by descending quality, equal ones in their order. Clauses that cannot be read are
   * left out, so that an empty list means that nothing usable was asked for.
   */
  public static List<MediaClause> parse(String accept) {
    List<MediaClause> clauses = new ArrayList<>(3);
    for (String part : PathSegments.split(accept, ',')) {
      MediaClause clause = parseClause(part.strip());
      if (clause != null) {
        clauses.add(clause);
      }
    }
    clauses.sort((a, b) -> Double.compare(b.quality(), a.quality()));
    return clauses;
  }

  private static @Nullable MediaClause parseClause(String text) {
    List<String> parts = PathSegments.split(text, ';');
    String media = parts.get(0).strip().toLowerCase(Locale.ROOT);
    int slash = media.indexOf('/');
    if (slash <= 0 && !media.equals("*")) {
      return null;
    }
    double quality = 1;
    List<String> parameters = new ArrayList<>(2 * (parts.size() - 1));
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : unquote(part.substring(equals + 1).strip());
      if (name.equalsIgnoreCase("q")) {
        quality = quality(value);
      } else {
        parameters.add(name.toLowerCase(Locale.ROOT));
        parameters.add(value);
      }
    }
    return slash < 0
        ? new MediaClause("*", "*", quality, parameters)
        : new MediaClause(
            media.substring(0, slash), media.substring(slash + 1), quality, parameters);
  }

  private static double quality(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static String unquote(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** Whether the clause's type, wildcards included, takes this media type. */
  public boolean takes(String wantedType, String wantedSubtype) {
    return (type.equals("*") || type.equals(wantedType))
        && (subtype.equals("*") || subtype.equals(wantedSubtype));
  }

  public @Nullable String parameter(String name) {
    for (int i = 0; i < parameters.size(); i += 2) {
      if (parameters.get(i).equals(name)) {
        return parameters.get(i + 1);
      }
    }
    return null;
  }
}
