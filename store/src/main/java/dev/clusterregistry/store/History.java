package dev.clusterregistry.store;

import java.util.List;

/**
 * Where a subscription that is behind reads what it has missed. Public for implementations of
 * {@link Store} only.
 */
public interface History {

  /**
   * The next changes under {@code prefix} with a revision above {@code after}, as many as make a
   * reasonable slice.
   *
   * @throws CompactedException if some of them are gone
   */
  Slice since(String prefix, long after);

  /** Changes in order; nothing at or below {@code through} is missing. */
  record Slice(List<Change> changes, long through) {

    /** Without what lies above a revision. */
    Slice upTo(long limit) {
      if (through <= limit) {
        return this;
      }
      int count = changes.size();
      while (count > 0 && changes.get(count - 1).revision() > limit) {
        count--;
      }
      return new Slice(changes.subList(0, count), limit);
    }
  }
}
