package dev.clusterregistry.apiserver.resource;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who owns what, by the rules of KEP-555 on a flat map of fields: the independent opinion in {@link
 * OwnershipModelTest}. Managers are named with their operation.
 */
final class OwnershipModel {
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Set<String>> owners = new TreeMap<>();

  Map<String, String> values() {
    return values;
  }

  Map<String, Set<String>> owners() {
    return owners;
  }

  /** The object becomes this, by a create, an update or a patch. */
  void update(String manager, Map<String, String> wanted) {
    Set<String> written = new TreeSet<>();
    wanted.forEach(
        (field, value) -> {
          if (!value.equals(values.get(field))) {
            written.add(field);
          }
        });
    Set<String> removed = new TreeSet<>(values.keySet());
    removed.removeAll(wanted.keySet());
    owners.values().forEach(fields -> fields.removeAll(written));
    owners.values().forEach(fields -> fields.removeAll(removed));
    owners.computeIfAbsent(manager + " Update", key -> new TreeSet<>()).addAll(written);
    owners.values().removeIf(Set::isEmpty);
    values.clear();
    values.putAll(wanted);
  }

  /** What others own and would lose. */
  Set<String> conflicts(String manager, Map<String, String> wanted) {
    Set<String> conflicts = new TreeSet<>();
    owners.forEach(
        (owner, fields) -> {
          for (String field : fields) {
            String value = wanted.get(field);
            boolean changed = value != null && !value.equals(values.get(field));
            if (changed && !owner.equals(manager + " Apply")) {
              conflicts.add(owner + " " + field);
            }
          }
        });
    return conflicts;
  }

  /** An apply that meets no conflict, or is forced. */
  void apply(String manager, Map<String, String> wanted) {
    String own = manager + " Apply";
    Set<String> dropped = new TreeSet<>(owners.getOrDefault(own, Set.of()));
    dropped.removeAll(wanted.keySet());
    owners.remove(own);
    wanted.forEach(
        (field, value) -> {
          if (!value.equals(values.put(field, value))) {
            owners.values().forEach(fields -> fields.remove(field));
          }
        });
    for (String field : dropped) {
      if (owners.values().stream().noneMatch(fields -> fields.contains(field))) {
        values.remove(field);
      }
    }
    owners.put(own, new TreeSet<>(wanted.keySet()));
    owners.values().removeIf(Set::isEmpty);
  }

  @Override
  public String toString() {
    return values + "\n" + owners;
  }
}
