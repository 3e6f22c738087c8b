package dev.clusterregistry.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever is queued becomes one transaction; when it is durable, its
 * changes are published and then its callers answered. The next batch gathers meanwhile.
 *
 * <p>A failed transaction is rolled back as a whole. If that leaves its outcome in doubt, the file
 * is opened anew and asked; while writing is impossible, reads go on, writes are refused, and every
 * second the thread tries whether it is possible again.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path file;
  private final Thread thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  private final Intake intake = new Intake(thread);
  private final Compaction compaction;
  private final Feed feed;
  private final List<WriteOperation> batch = new ArrayList<>();

  private @Nullable WriteSession session;
  private long revision;
  private long millis;
  private long lastProbe;

  private volatile long head;
  private volatile StoreHealth health = new StoreHealth(true, true, null);

  Writer(Path file, WriteSession session, Schema.Meta meta, Feed feed) throws SQLException {
    this.file = file;
    this.session = session;
    this.feed = feed;
    revision = meta.revision();
    head = revision;
    millis = session.newestMillis();
    compaction = new Compaction(meta.compacted());
  }

  void start() {
    thread.start();
  }

  WriteResult write(String key, byte @Nullable [] value, long expectedRevision) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a sink must not call the store");
    }
    requireWritable();
    WriteOperation operation = new WriteOperation(key, value, expectedRevision);
    intake.submit(operation);
    return operation.await();
  }

  /** The highest published revision. */
  long head() {
    return head;
  }

  StoreHealth health() {
    return health;
  }

  long compacted() {
    return compaction.compacted();
  }

  void requestCompaction(long target) {
    compaction.request(Math.min(target, head));
    intake.wake();
  }

  /** Waits until history is compacted up to {@code target}. */
  void awaitCompaction(long target) {
    long wanted = Math.min(target, head);
    while (compaction.compacted() < wanted) {
      requireWritable();
      LockSupport.parkNanos(this, WAIT_NANOS);
    }
  }

  /**
   * Waits until what a read has seen is published.
   *
   * @throws UnusableStoreException if that is in doubt, because the commit has failed
   */
  void awaitHead(long target) {
    while (head < target) {
      if (!health.writable()) {
        throw new UnusableStoreException(
            "it is not known yet whether the last write was applied: " + health.reason());
      }
      LockSupport.parkNanos(this, WAIT_NANOS);
    }
  }

  private void requireWritable() {
    StoreHealth now = health;
    if (!now.writable()) {
      throw new NotWrittenException(String.valueOf(now.reason()));
    }
  }

  /** Writes what is queued, then ends the thread. */
  void close() {
    intake.close();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    health = new StoreHealth(false, false, "the store is closed");
    intake.refuseRest();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!(intake.isClosed() && intake.isEmpty())) {
        batch.clear();
        intake.take(batch, patience());
        if (!batch.isEmpty()) {
          write();
        }
        if (!health.writable()) {
          probeIfDue();
        } else if (compaction.isDue(!intake.isEmpty())) {
          compact();
        }
      }
    } catch (RuntimeException | Error bug) {
      LOG.error("the store's writer failed; no write is accepted any more", bug);
      health = new StoreHealth(true, false, "the store's writer failed: " + bug);
      intake.close();
      batch.forEach(operation -> operation.fail(unknown(bug)));
      intake.refuseRest();
    } finally {
      closeSession();
    }
  }

  private long patience() {
    if (!health.writable()) {
      return PROBE_NANOS;
    }
    return compaction.isDue(false) ? 0 : IDLE_NANOS;
  }

  private void write() {
    WriteSession current = session;
    if (current == null || !health.writable()) {
      failBatch(new NotWrittenException(String.valueOf(health.reason())));
      return;
    }
    Outcomes outcomes = new Outcomes(batch.size());
    long before = revision;
    boolean committing = false;
    try {
      current.begin();
      for (WriteOperation operation : batch) {
        apply(current, operation, outcomes);
      }
      if (revision > before) {
        current.setRevision(revision);
      }
      committing = true;
      current.commit();
    } catch (SQLException e) {
      long wanted = revision;
      revision = before;
      if (!resolve(e, committing, wanted)) {
        return;
      }
    }
    publish(outcomes, before);
    for (int i = 0; i < batch.size(); i++) {
      outcomes.answer(i, batch.get(i));
    }
  }

  private void apply(WriteSession current, WriteOperation operation, Outcomes outcomes)
      throws SQLException {
    long next = revision + 1;
    if (outcomes.changes.isEmpty()) {
      millis = Math.max(millis, System.currentTimeMillis());
    }
    if (current.apply(operation, next, millis)) {
      revision = next;
      outcomes.committed(operation, next);
    } else {
      try {
        outcomes.answers.add(new WriteResult.Conflict(current.current(operation.key())));
      } catch (UnusableStoreException damaged) {
        outcomes.answers.add(damaged);
      }
    }
  }

  private void publish(Outcomes outcomes, long before) {
    if (revision > before) {
      feed.publish(revision, outcomes.changes);
      head = revision;
    }
  }

  /**
   * Finds out what became of a failed batch, and answers it unless it turns out to be committed.
   * Returns whether it is.
   */
  private boolean resolve(SQLException error, boolean committing, long wanted) {
    SqliteFailure failure = SqliteFailure.of(error);
    if (session != null) {
      session.rollBack();
    }
    if (failure == SqliteFailure.BUSY) {
      failBatch(new NotWrittenException(SqliteFailure.explain(error), error));
      return false;
    }
    try {
      LOG.warn("writing to {} failed, opening it anew: {}", file, SqliteFailure.explain(error));
      closeSession();
      long stored = prove();
      if (stored == wanted && wanted > revision) {
        revision = wanted;
        return true;
      }
      failBatch(new NotWrittenException(SqliteFailure.explain(error), error));
    } catch (SQLException again) {
      closeSession();
      refuseWrites(again);
      boolean inDoubt = committing && failure != SqliteFailure.FULL;
      failBatch(
          inDoubt
              ? unknown(error)
              : new NotWrittenException(String.valueOf(health.reason()), error));
    }
    return false;
  }

  /** Writes for a test and returns the revision that the file holds. */
  private long prove() throws SQLException {
    WriteSession current = session;
    if (current == null) {
      current = WriteSession.open(file);
      session = current;
    }
    current.probe();
    return current.meta().revision();
  }

  private void probeIfDue() {
    if (System.nanoTime() - lastProbe < PROBE_NANOS) {
      return;
    }
    try {
      long stored = prove();
      if (stored > revision) {
        // A batch whose outcome was unknown has been committed after all.
        revision = stored;
        feed.publishFromHistory(stored);
        head = stored;
      }
      LOG.info("writing to {} works again", file);
      health = new StoreHealth(true, true, null);
    } catch (SQLException e) {
      closeSession();
      refuseWrites(e);
    }
  }

  private void refuseWrites(SQLException error) {
    lastProbe = System.nanoTime();
    String reason =
        "the store does not accept writes, and tries again every second: "
            + SqliteFailure.explain(error)
            + " at "
            + file.getParent();
    if (health.writable()) {
      LOG.error("{}", reason);
    }
    health = new StoreHealth(true, false, reason);
  }

  private void compact() {
    WriteSession current = session;
    if (current == null) {
      return;
    }
    try {
      compaction.step(current);
    } catch (SQLException e) {
      batch.clear();
      resolve(e, false, revision);
    }
  }

  private void closeSession() {
    WriteSession current = session;
    session = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.warn("cannot close {}: {}", file, SqliteFailure.explain(e));
      }
    }
  }

  private void failBatch(StoreException reason) {
    batch.forEach(operation -> operation.fail(reason));
  }

  private static UnknownOutcomeException unknown(Throwable cause) {
    return new UnknownOutcomeException(
        "the write may have been applied: the store failed while it was being committed", cause);
  }

  /** What a batch's callers are told, and subscribers, once it is durable. */
  private static final class Outcomes {
    private final List<Object> answers;
    private final List<Change> changes;

    Outcomes(int size) {
      answers = new ArrayList<>(size);
      changes = new ArrayList<>(size);
    }

    void committed(WriteOperation operation, long revision) {
      answers.add(new WriteResult.Committed(revision));
      changes.add(
          new Change(
              revision, operation.key(), operation.value(), operation.expectedRevision(), null));
    }

    void answer(int index, WriteOperation operation) {
      Object answer = answers.get(index);
      if (answer instanceof WriteResult result) {
        operation.complete(result);
      } else {
        operation.fail((StoreException) answer);
      }
    }
  }
}
