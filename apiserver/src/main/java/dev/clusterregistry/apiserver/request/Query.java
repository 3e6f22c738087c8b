package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request target, decoded, in order. As in Go's url.ParseQuery, a parameter
 * that cannot be decoded or holds a semicolon is dropped.
 */
public final class Query {
  public static final Query EMPTY = new Query(List.of());

  private final List<String> pairs;

  private Query(List<String> pairs) {
    this.pairs = pairs;
  }

  /**
   * @param raw what follows the question mark, undecoded
   */
  public static Query parse(String raw) {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    List<String> pairs = new ArrayList<>(4);
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      addPair(pairs, raw, start, end);
      start = end + 1;
    }
    return new Query(pairs);
  }

  /** Parameters, each with its value behind it; those with an empty value are left out. */
  static Query of(String... namesAndValues) {
    List<String> pairs = new ArrayList<>(namesAndValues.length);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        pairs.add(namesAndValues[i]);
        pairs.add(namesAndValues[i + 1]);
      }
    }
    return pairs.isEmpty() ? EMPTY : new Query(pairs);
  }

  private static void addPair(List<String> pairs, String raw, int start, int end) {
    if (start == end) {
      return;
    }
    int equals = raw.indexOf('=', start);
    int nameEnd = equals < 0 || equals > end ? end : equals;
    String name = PercentDecoding.query(raw, start, nameEnd);
    String value = nameEnd == end ? "" : PercentDecoding.query(raw, nameEnd + 1, end);
    if (name != null && value != null && raw.indexOf(';', start, end) < 0) {
      pairs.add(name);
      pairs.add(value);
    }
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  public boolean has(String name) {
    return first(name) != null;
  }

  /** The first value, or null. */
  public @Nullable String first(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  /** The first value, or the empty string. */
  public String text(String name) {
    String value = first(name);
    return value == null ? "" : value;
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  /**
   * A boolean as Kubernetes reads it: present and neither {@code 0} nor {@code false}, whatever its
   * case. An empty value is true.
   */
  public boolean flag(String name) {
    String value = first(name);
    return value != null && !value.equals("0") && !value.equalsIgnoreCase("false");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Query query && query.pairs.equals(pairs);
  }

  @Override
  public int hashCode() {
    return pairs.hashCode();
  }
}
