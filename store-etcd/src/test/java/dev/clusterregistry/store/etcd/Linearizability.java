package dev.clusterregistry.store.etcd;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether what clients saw of one key could have happened one after another, each operation
 * at some moment between its call and its answer. The search of Wing and Gong, with Lowe's memory
 * of where it has been.
 */
final class Linearizability {
  /** What a key holds while it does not exist. */
  static final int ABSENT = 0;

  enum Outcome {
    /** A read that found {@code value}. */
    READ,
    /** {@code expected} was replaced by {@code value}, or created, or deleted. */
    SWAPPED,
    /** Something else than {@code expected} was there. */
    CONFLICT,
    /** The swap has happened, will happen at any time, or will not happen. */
    UNKNOWN
  }

  /**
   * One call. Values are unique: no two swaps write the same one.
   *
   * @param returned {@link Long#MAX_VALUE} if the outcome is not known
   */
  record Operation(Outcome outcome, int expected, int value, long invoked, long returned) {}

  private record Place(BitSet done, int value) {}

  private final List<Operation> operations;
  private final Set<Place> visited = new HashSet<>();

  private Linearizability(List<Operation> operations) {
    this.operations =
        operations.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
  }

  /** Of a key that did not exist at first. */
  static boolean holds(List<Operation> operations) {
    Linearizability search = new Linearizability(operations);
    return search.from(new BitSet(), ABSENT);
  }

  /** Whether what is not done yet can follow, in some order. */
  private boolean from(BitSet done, int value) {
    long firstReturn = firstReturn(done);
    if (firstReturn == Long.MAX_VALUE) {
      return true; // what is left need not have happened
    }
    if (!visited.add(new Place((BitSet) done.clone(), value))) {
      return false;
    }
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      Operation next = operations.get(i);
      if (next.invoked() > firstReturn) {
        break; // it began after one had ended that must come before it
      }
      if (fits(next, value)) {
        done.set(i);
        boolean found = from(done, after(next, value));
        done.clear(i);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  private long firstReturn(BitSet done) {
    long first = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      Operation operation = operations.get(i);
      if (operation.invoked() > first) {
        break;
      }
      first = Math.min(first, operation.returned());
    }
    return first;
  }

  private static boolean fits(Operation operation, int value) {
    return switch (operation.outcome()) {
      case READ -> value == operation.value();
      case SWAPPED, UNKNOWN -> value == operation.expected();
      case CONFLICT -> value != operation.expected();
    };
  }

  private static int after(Operation operation, int value) {
    return switch (operation.outcome()) {
      case READ, CONFLICT -> value;
      case SWAPPED, UNKNOWN -> operation.value();
    };
  }
}
