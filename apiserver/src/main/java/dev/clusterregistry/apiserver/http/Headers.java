package dev.clusterregistry.apiserver.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields in order; names compare without regard to case. */
public final class Headers {
  private final List<String> pairs = new ArrayList<>();

  public static Headers of(String name, String value) {
    return new Headers().add(name, value);
  }

  public Headers add(String name, String value) {
    pairs.add(name);
    pairs.add(value);
    return this;
  }

  public Headers set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  public void remove(String name) {
    for (int i = pairs.size() - 2; i >= 0; i -= 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        pairs.remove(i + 1);
        pairs.remove(i);
      }
    }
  }

  /** The first value, or null. */
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equalsIgnoreCase(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  public int size() {
    return pairs.size() / 2;
  }

  public String name(int index) {
    return pairs.get(2 * index);
  }

  public String value(int index) {
    return pairs.get(2 * index + 1);
  }
}
