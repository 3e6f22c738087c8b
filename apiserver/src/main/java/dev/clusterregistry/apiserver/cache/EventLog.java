package dev.clusterregistry.apiserver.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of one resource in a ring bounded by bytes. An event has a position, a number
 * that only grows; a cursor is such a number. Readers take no lock and may find that the ring has
 * overtaken them.
 */
public final class EventLog {
  /** Where positions begin: older events are put in front after the start. */
  private static final long ORIGIN = 1L << 40;

  private final long budget;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile View view;
  private long held; // guarded by writing

  /**
   * What is readable: positions from {@code start} to below {@code end}. All events above revision
   * {@code floor} are there.
   */
  private record View(
      AtomicReferenceArray<@Nullable Event> ring, long start, long end, long floor) {
    @Nullable Event slot(long position) {
      return ring.get((int) (position & (ring.length() - 1)));
    }
  }

  EventLog(long budget, long floor) {
    this.budget = budget;
    this.view = new View(new AtomicReferenceArray<>(64), ORIGIN, ORIGIN, floor);
  }

  /** The oldest position that can be read. */
  public long start() {
    return view.start;
  }

  /** The position of the next event to come. */
  public long end() {
    return view.end;
  }

  /** All events above this revision are in the log. */
  public long floor() {
    return view.floor;
  }

  public long heldBytes() {
    writing.lock();
    try {
      return held;
    } finally {
      writing.unlock();
    }
  }

  /** The event at a position below {@link #end}; null if the ring has overtaken it. */
  public @Nullable Event get(long position) {
    View before = view;
    Event event = before.slot(position);
    // The start moves before a slot is given away, so that this check finds any such slot.
    return position < view.start ? null : event;
  }

  /** The position of the first event above a revision; -1 if that is no longer known. */
  public long positionAfter(long revision) {
    while (true) {
      View seen = view;
      if (revision < seen.floor) {
        return -1;
      }
      long low = seen.start;
      long high = seen.end;
      while (low < high) {
        long middle = (low + high) >>> 1;
        Event event = seen.slot(middle);
        if (event == null || event.revision() <= revision) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (view.start == seen.start) {
        return low;
      }
    }
  }

  void append(List<Event> events) {
    writing.lock();
    try {
      View now = roomFor(view, events.size());
      long end = now.end;
      for (Event event : events) {
        now.ring.set((int) (end & (now.ring.length() - 1)), event);
        end++;
        held += event.cost();
      }
      View longer = new View(now.ring, now.start, end, now.floor);
      view = longer;
      evict(longer);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Puts older events in front, as many of the newest of them as the budget allows.
   *
   * @param floor all events above it and up to the log's own floor are given
   */
  void prepend(List<Event> older, long floor) {
    writing.lock();
    try {
      if (view.start > ORIGIN) {
        return; // newer events have been given up already: there would be a hole
      }
      int from = older.size();
      while (from > 0 && held + older.get(from - 1).cost() <= budget) {
        from--;
        held += older.get(from).cost();
      }
      View now = roomFor(view, older.size() - from);
      long start = now.start;
      for (int i = older.size() - 1; i >= from; i--) {
        start--;
        now.ring.set((int) (start & (now.ring.length() - 1)), older.get(i));
      }
      long lowest = from == 0 ? floor : older.get(from - 1).revision();
      view = new View(now.ring, start, now.end, Math.min(now.floor, lowest));
    } finally {
      writing.unlock();
    }
  }

  private void evict(View now) {
    long start = now.start;
    long floor = now.floor;
    while (start < now.end && held > budget) {
      Event oldest = now.slot(start);
      if (oldest != null) {
        held -= oldest.cost();
        floor = oldest.revision();
      }
      start++;
    }
    if (start == now.start) {
      return;
    }
    view = new View(now.ring, start, now.end, floor);
    for (long position = now.start; position < start; position++) {
      now.ring.set((int) (position & (now.ring.length() - 1)), null);
    }
  }

  private View roomFor(View now, int more) {
    long needed = now.end - now.start + more;
    if (needed <= now.ring.length()) {
      return now;
    }
    int capacity = Integer.highestOneBit(Math.toIntExact(needed)) << 1;
    AtomicReferenceArray<@Nullable Event> bigger = new AtomicReferenceArray<>(capacity);
    for (long position = now.start; position < now.end; position++) {
      bigger.set((int) (position & (capacity - 1)), now.slot(position));
    }
    View copy = new View(bigger, now.start, now.end, now.floor);
    view = copy;
    return copy;
  }
}
