package dev.clusterregistry.clusterregistry.namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is left in a namespace that is to go, and why. */
final class Remains {
  private final Map<String, Integer> objects = new TreeMap<>();
  private final Map<String, Integer> finalizers = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * @param resource such as shelves.example.com
   * @param count of objects; may be 0
   */
  void add(String resource, int count) {
    if (count > 0) {
      objects.merge(resource, count, Integer::sum);
    }
  }

  void addFinalizer(String finalizer) {
    finalizers.merge(finalizer, 1, Integer::sum);
  }

  void addFailure(String message) {
    failures.add(message);
  }

  boolean nothing() {
    return objects.isEmpty() && failures.isEmpty();
  }

  /** Numbers of objects by resource, sorted. */
  Map<String, Integer> objects() {
    return objects;
  }

  /** Numbers of objects by finalizer, sorted. */
  Map<String, Integer> finalizers() {
    return finalizers;
  }

  List<String> failures() {
    return failures;
  }
}
