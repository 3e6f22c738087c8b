package dev.clusterregistry.store;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store: one SQLite file in a folder that one process holds.
 *
 * <p>A write is durable when it returns, written by the {@link Writer}'s one thread together with
 * whatever else was waiting. Reads have threads of their own. History is compacted in the
 * background.
 */
public final class SqliteStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final int SCAN_THREADS = 2;
  private static final int CATCH_UP_THREADS = 2;

  private final DataFolder folder;
  private final Path file;
  private final String identity;
  private final Readers scans;
  private final Readers catchUps;
  private final Feed feed;
  private final Writer writer;
  private final ScheduledExecutorService compactor;
  private final Future<?> compaction;
  private boolean closed;

  private SqliteStore(
      DataFolder folder, Path file, WriteSession session, Schema.Meta meta, SqliteOptions options)
      throws SQLException {
    this.folder = folder;
    this.file = file;
    identity = meta.identity();
    scans = new Readers(file, "scan", SCAN_THREADS);
    catchUps = new Readers(file, "catch-up", CATCH_UP_THREADS);
    feed = new Feed(this::since, catchUps, meta.revision(), options.sinkPatience().toNanos());
    writer = new Writer(file, session, meta, feed);
    compactor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-compactor").factory());
    long interval = options.compactionInterval().toMillis();
    compaction =
        compactor.scheduleWithFixedDelay(
            () -> compactInBackground(options), interval, interval, TimeUnit.MILLISECONDS);
    writer.start();
  }

  /**
   * Opens the store in {@code path}, creating folder and store if it has never held one.
   *
   * @throws UnusableStoreException with one line that says what is wrong
   */
  public static SqliteStore open(Path path, SqliteOptions options) {
    DataFolder folder = DataFolder.claim(path);
    try {
      return open(folder, options);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static SqliteStore open(DataFolder folder, SqliteOptions options) {
    Path file = folder.openOrCreate();
    WriteSession session = null;
    try {
      session = WriteSession.open(file);
      Schema.Meta meta = session.meta();
      meta.requireServable(file);
      folder.remember(meta.identity());
      return new SqliteStore(folder, file, session, meta, options);
    } catch (SQLException e) {
      closeQuietly(session);
      throw SqliteFailure.unusable("cannot open " + file, e);
    } catch (RuntimeException e) {
      closeQuietly(session);
      throw e;
    }
  }

  private static void closeQuietly(@Nullable WriteSession session) {
    if (session != null) {
      try {
        session.close();
      } catch (SQLException e) {
        LOG.debug("cannot close a store that could not be opened", e);
      }
    }
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return writer.write(key, Objects.requireNonNull(value, "value"), expectedRevision);
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return writer.write(key, null, expectedRevision);
  }

  @Override
  public Scan scan(String prefix) {
    Scan scan = scans.ask(session -> session.scan(prefix));
    writer.awaitHead(scan.revision());
    return scan;
  }

  @Override
  public Scan scan(String prefix, long revision) {
    return Rewind.to(
        revision,
        scan(prefix),
        prefix,
        (below, after) -> scans.ask(session -> session.since(below, after)));
  }

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    if (after < writer.compacted()) {
      throw new CompactedException(writer.compacted());
    }
    return feed.subscribe(prefix, after, sink);
  }

  private History.Slice since(String prefix, long after) {
    return catchUps.query(session -> session.since(prefix, after));
  }

  @Override
  public long head() {
    return writer.head();
  }

  @Override
  public void compact(long revision) {
    writer.requestCompaction(revision);
    writer.awaitCompaction(revision);
  }

  private void compactInBackground(SqliteOptions options) {
    try {
      long now = System.currentTimeMillis();
      writer.requestCompaction(scans.ask(session -> session.compactionTarget(options, now)));
    } catch (RuntimeException e) {
      if (!compactor.isShutdown()) {
        LOG.warn("cannot work out how much history to compact: {}", e.getMessage());
      }
    }
  }

  @Override
  public long compacted() {
    return writer.compacted();
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public long size() {
    return file.toFile().length() + new File(file + "-wal").length();
  }

  @Override
  public StoreHealth health() {
    return writer.health();
  }

  @Override
  public void backup(Path target) {
    StoreBackup.write(file, target);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    compaction.cancel(false);
    compactor.shutdown();
    feed.close();
    scans.close();
    catchUps.close();
    // Last, so that it is the writer's connection that checkpoints and removes the log.
    writer.close();
    folder.close();
  }
}
