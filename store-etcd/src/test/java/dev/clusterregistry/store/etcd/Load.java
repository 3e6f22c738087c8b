package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.UnknownOutcomeException;
import dev.clusterregistry.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writers that each count up a key of their own, and remember what was acknowledged. Whatever
 * happens meanwhile, a key must hold what was acknowledged last, or what was in doubt after it.
 */
final class Load implements AutoCloseable {
  private final Store store;
  private final String prefix;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Writer> writers = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * @param prefix of the writers' keys, which nobody else may write
   */
  Load(Store store, String prefix, int count) {
    this.store = store;
    this.prefix = prefix;
    for (int i = 0; i < count; i++) {
      Writer writer = new Writer(prefix + i);
      writers.add(writer);
      running.add(threads.submit(writer::run));
    }
  }

  int acknowledged() {
    return acknowledged.get();
  }

  void stop() throws Exception {
    stopped = true;
    for (Future<?> writer : running) {
      writer.get(60, TimeUnit.SECONDS);
    }
  }

  /** After {@link #stop}. */
  void assertNothingLost() {
    Scan scan = store.scan(prefix);
    for (Writer writer : writers) {
      String found = "0";
      for (Entry entry : scan.entries()) {
        if (entry.key().equals(writer.key)) {
          found = new String(entry.value(), UTF_8);
        }
      }
      assertThat(Integer.parseInt(found)).as(writer.key).isIn(writer.possible());
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.close();
  }

  private final class Writer {
    private final String key;
    private int number;
    private int acknowledged;
    private final NavigableSet<Integer> doubtful = new TreeSet<>();
    private long revision;

    Writer(String key) {
      this.key = key;
    }

    void run() {
      while (!stopped) {
        number++;
        try {
          WriteResult result = store.put(key, Integer.toString(number).getBytes(UTF_8), revision);
          switch (result) {
            case WriteResult.Committed committed -> {
              revision = committed.revision();
              acknowledged = number;
              doubtful.clear();
              Load.this.acknowledged.incrementAndGet();
            }
            case WriteResult.Conflict conflict -> resolve(conflict.current());
          }
        } catch (NotWrittenException e) {
          Progress.pause(1);
        } catch (UnknownOutcomeException e) {
          doubtful.add(number);
        }
      }
    }

    /** What the key may hold. */
    Set<Integer> possible() {
      Set<Integer> possible = new TreeSet<>(doubtful);
      possible.add(acknowledged);
      return possible;
    }

    /** Only a write in doubt of our own can have moved our key. */
    private void resolve(@Nullable Entry current) {
      int found = current == null ? 0 : Integer.parseInt(new String(current.value(), UTF_8));
      if (!doubtful.contains(found)) {
        throw new AssertionError(
            key + " holds " + found + ", neither " + acknowledged + " nor one of " + doubtful);
      }
      revision = current == null ? 0 : current.revision();
      acknowledged = found;
      doubtful.clear();
    }
  }
}
