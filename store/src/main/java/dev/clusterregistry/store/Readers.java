package dev.clusterregistry.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads with a read connection each, opened when first needed: native code on a
 * virtual thread would hold up its carrier.
 */
final class Readers implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final Path file;
  private final ExecutorService threads;
  private final Queue<ReadSession> idle = new ConcurrentLinkedQueue<>();

  Readers(Path file, String name, int count) {
    this.file = file;
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("store-" + name + "-", 1).factory());
  }

  interface Query<T> {
    T run(ReadSession session) throws SQLException;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Runs a query on one of the threads and waits for it. */
  <T> T ask(Query<T> query) {
    try {
      return await(threads.submit(() -> query(query)));
    } catch (RejectedExecutionException e) {
      throw new UnusableStoreException("the store is closed", e);
    }
  }

  /** Runs a query on this thread, which is one of them. */
  <T> T query(Query<T> query) {
    ReadSession session = null;
    try {
      session = idle.poll();
      if (session == null) {
        session = ReadSession.open(file);
      }
      T answer = query.run(session);
      idle.add(session);
      session = null;
      return answer;
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot read " + file, e);
    } finally {
      if (session != null) {
        close(session);
      }
    }
  }

  private void close(ReadSession session) {
    try {
      session.close();
    } catch (SQLException e) {
      LOG.warn("cannot close a read connection of {}: {}", file, SqliteFailure.explain(e));
    }
  }

  private static <T> T await(Future<T> answer) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof StoreException failure) {
            throw failure;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    idle.forEach(this::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
