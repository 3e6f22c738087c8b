package dev.clusterregistry.machinery.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Bounds the number of updating managers: the oldest are merged into one per version. */
final class AncientChanges {
  private static final int MOST_UPDATERS = 10;
  private static final String NAME = "ancient-changes";

  private AncientChanges() {}

  /** Changes the map given. */
  static void merge(SortedMap<Manager, Owned> owners) {
    List<Manager> updaters = new ArrayList<>();
    for (Manager manager : owners.keySet()) {
      if (!manager.applies()) {
        updaters.add(manager);
      }
    }
    int left = updaters.size();
    if (left <= MOST_UPDATERS) {
      return;
    }
    Map<Manager, String> times = new HashMap<>();
    owners.forEach((manager, owned) -> times.put(manager, owned.time()));
    updaters.sort(
        Comparator.<Manager, String>comparing(manager -> times.getOrDefault(manager, ""))
            .thenComparing(Comparator.naturalOrder()));
    Map<String, Manager> firstOfVersion = new HashMap<>();
    for (Manager manager : updaters) {
      if (left <= MOST_UPDATERS) {
        return;
      }
      Owned owned = owners.get(manager);
      if (owned == null) {
        continue; // an earlier bucket, which has moved
      }
      Manager first = firstOfVersion.putIfAbsent(owned.apiVersion(), manager);
      if (first != null) {
        pour(manager, owned, first, owners);
        left--;
      }
    }
  }

  private static void pour(
      Manager manager, Owned owned, Manager first, SortedMap<Manager, Owned> owners) {
    Manager bucket = Manager.updating(NAME, owned.apiVersion(), "");
    if (!owners.containsKey(bucket)) {
      Owned oldest = owners.remove(first);
      if (oldest != null) {
        owners.put(bucket, oldest);
      }
    }
    Owned poured = owners.get(bucket);
    FieldSet fields = poured == null ? owned.fields() : owned.fields().union(poured.fields());
    owners.remove(manager);
    owners.put(bucket, new Owned(fields, owned.apiVersion(), owned.time()));
  }
}
