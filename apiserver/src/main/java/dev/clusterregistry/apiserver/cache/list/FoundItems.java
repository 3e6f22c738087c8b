package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Turns;
import java.util.List;

/** The objects of a list that were found before. */
final class FoundItems implements ListItems {
  private final List<Frozen> found;
  private final ItemRun run;
  private int next;

  FoundItems(List<Frozen> found, ItemEncoding encoding) {
    this.found = found;
    this.run = new ItemRun(encoding);
  }

  @Override
  public boolean slice(ListBody out) {
    int bytes = 0;
    run.clear();
    while (next < found.size() && bytes < Turns.SLICE_BYTES) {
      Frozen object = found.get(next++);
      bytes += object.json().length;
      run.add(object);
    }
    if (!run.isEmpty()) {
      out.run(run);
    }
    return next < found.size();
  }
}
