package dev.clusterregistry.store;

import java.sql.SQLException;

/**
 * Forgets history in small steps between the writer's batches. Runs on the writer's thread, except
 * for {@link #request}.
 */
final class Compaction {
  private static final int SLICE_REVISIONS = 500;
  private static final int SLICE_PAGES = 250;

  /**
   * While writes are queued, a step may be taken this often: history is forgotten faster than it is
   * made, and writers hardly notice.
   */
  private static final long BUSY_STEP_NANOS = 20_000_000;

  private volatile long target;
  private volatile long compacted;
  private boolean shrinking;
  private long lastStep = System.nanoTime();

  Compaction(long compacted) {
    this.compacted = compacted;
    this.target = compacted;
  }

  long compacted() {
    return compacted;
  }

  /** Called by any thread, one at a time. */
  synchronized void request(long revision) {
    target = Math.max(target, revision);
  }

  /** Whether a step is worth taking now. */
  boolean isDue(boolean busy) {
    if (busy) {
      return target > compacted && System.nanoTime() - lastStep > BUSY_STEP_NANOS;
    }
    return target > compacted || shrinking;
  }

  void step(WriteSession session) throws SQLException {
    if (target > compacted) {
      forgetSlice(session);
      shrinking = target <= compacted;
    } else {
      shrinking = shrink(session);
    }
    lastStep = System.nanoTime();
  }

  private void forgetSlice(WriteSession session) throws SQLException {
    long from = compacted;
    long wanted = target;
    session.begin();
    // Counted in rows: a restored store has a gap of a thousand million revisions.
    long to =
        session.number(
            "SELECT rev FROM log WHERE rev > "
                + from
                + " AND rev <= "
                + wanted
                + " ORDER BY rev LIMIT 1 OFFSET "
                + (SLICE_REVISIONS - 1));
    if (to == 0) {
      to = wanted;
    }
    String slice = "rev > " + from + " AND rev <= " + to;
    session.execute(
        "DELETE FROM log WHERE rev IN (SELECT prev FROM log WHERE " + slice + " AND prev > 0)");
    session.execute("DELETE FROM log WHERE " + slice + " AND val IS NULL");
    session.setCompacted(to);
    session.commit();
    compacted = to;
  }

  /** Gives pages back to the file system while a quarter of the file is free. */
  private static boolean shrink(WriteSession session) throws SQLException {
    long free = session.number("PRAGMA freelist_count");
    if (free < SLICE_PAGES || free * 4 < session.number("PRAGMA page_count")) {
      return false;
    }
    session.execute("PRAGMA incremental_vacuum(" + SLICE_PAGES + ")");
    return true;
  }
}
