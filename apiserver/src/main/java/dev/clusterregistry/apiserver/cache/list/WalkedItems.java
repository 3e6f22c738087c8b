package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Leaf;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.cache.Walk;

/** Walks the objects of a list in runs of neighbours of about one slice. */
final class WalkedItems implements ListItems {
  /** Objects looked at in one turn when few of them match. */
  private static final int LOOKED_AT = 4_096;

  private final Walk walk;
  private final ObjectFilter filter;
  private final boolean everything;
  private final ItemEncoding encoding;
  private final ItemRun run;
  private int index;

  WalkedItems(Walk walk, ObjectFilter filter, ItemEncoding encoding) {
    this.walk = walk;
    this.filter = filter;
    this.everything = filter.isEverything();
    this.encoding = encoding;
    this.run = new ItemRun(encoding);
  }

  @Override
  public boolean slice(ListBody out) {
    return everything ? wholeRun(out) : matching(out);
  }

  /** All neighbours from the index on, up to the end of the leaf or a slice's size. */
  private boolean wholeRun(ListBody out) {
    if (!advance()) {
      return false;
    }
    Leaf leaf = walk.leaf();
    int from = index;
    int bytes = 0;
    run.clear();
    while (index < walk.until() && bytes < Turns.SLICE_BYTES) {
      Frozen object = leaf.item(index++);
      bytes += object.json().length;
      run.add(object);
    }
    boolean natural = index == leaf.size() || bytes >= Turns.SLICE_BYTES;
    if (natural && encoding.timeless()) {
      out.run(run, leaf, new RunKey(encoding, from, index));
    } else {
      out.run(run);
    }
    return true;
  }

  private boolean matching(ListBody out) {
    int looked = 0;
    int bytes = 0;
    boolean more = true;
    run.clear();
    while (more && looked < LOOKED_AT && bytes < Turns.SLICE_BYTES) {
      more = advance();
      Leaf leaf = walk.leaf();
      while (more && index < walk.until() && bytes < Turns.SLICE_BYTES) {
        Frozen object = leaf.item(index++);
        looked++;
        if (filter.matches(object)) {
          bytes += object.json().length;
          run.add(object);
        }
      }
    }
    if (!run.isEmpty()) {
      out.run(run);
    }
    return more;
  }

  private boolean advance() {
    index = walk.resume(index);
    return index >= 0;
  }
}
