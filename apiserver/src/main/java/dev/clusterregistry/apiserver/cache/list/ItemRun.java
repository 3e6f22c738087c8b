package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;
import java.util.ArrayList;
import java.util.List;

/** Some objects of a list, encoded one by one when asked for. Reused from slice to slice. */
final class ItemRun {
  private final ItemEncoding encoding;
  private final List<Frozen> objects = new ArrayList<>();

  ItemRun(ItemEncoding encoding) {
    this.encoding = encoding;
  }

  void clear() {
    objects.clear();
  }

  void add(Frozen object) {
    objects.add(object);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  int size() {
    return objects.size();
  }

  byte[] separator() {
    return encoding.separator();
  }

  byte[] item(int index) {
    return encoding.item(objects.get(index));
  }
}
