package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.UnknownOutcomeException;
import dev.clusterregistry.store.WriteResult;
import dev.clusterregistry.store.etcd.Linearizability.Operation;
import dev.clusterregistry.store.etcd.Linearizability.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One of several servers on the same etcd, as clients see it: writes go to the store, reads come
 * from memory once that has got to the store's head. Records what they saw.
 */
final class Replica {
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private final EtcdStore store;
  private final Follower follower;
  private final Map<String, ConcurrentLinkedQueue<Operation>> history;
  private final AtomicInteger values;

  /**
   * @param history by key, shared by all replicas
   * @param values where unique values come from, shared too
   */
  Replica(
      EtcdStore store,
      Map<String, ConcurrentLinkedQueue<Operation>> history,
      AtomicInteger values) {
    this.store = store;
    this.follower = Follower.of(store);
    this.history = history;
    this.values = values;
  }

  static Map<String, ConcurrentLinkedQueue<Operation>> history(List<String> keys) {
    Map<String, ConcurrentLinkedQueue<Operation>> history = new ConcurrentHashMap<>();
    keys.forEach(key -> history.put(key, new ConcurrentLinkedQueue<>()));
    return history;
  }

  Follower follower() {
    return follower;
  }

  EtcdStore store() {
    return store;
  }

  /** A read, and most often a write on what it found. */
  void act(String key, Random random) {
    long invoked = System.nanoTime();
    @Nullable Entry current;
    try {
      long head = store.head();
      while (follower.revision() < head) {
        if (System.nanoTime() - invoked > PATIENCE_NANOS) {
          return;
        }
        Progress.pause(1);
      }
      current = follower.entry(key);
    } catch (StoreException e) {
      return; // no answer, nothing seen
    }
    int found = value(current);
    record(key, new Operation(Outcome.READ, 0, found, invoked, System.nanoTime()));
    if (random.nextInt(4) > 0) {
      write(key, current, random.nextInt(5) == 0);
    }
  }

  private void write(String key, @Nullable Entry current, boolean delete) {
    int expected = value(current);
    long revision = current == null ? 0 : current.revision();
    boolean deleting = delete && current != null;
    int next = deleting ? Linearizability.ABSENT : values.incrementAndGet();
    long invoked = System.nanoTime();
    try {
      WriteResult result =
          deleting
              ? store.delete(key, revision)
              : store.put(key, Integer.toString(next).getBytes(UTF_8), revision);
      Outcome outcome =
          result instanceof WriteResult.Committed ? Outcome.SWAPPED : Outcome.CONFLICT;
      record(key, new Operation(outcome, expected, next, invoked, System.nanoTime()));
    } catch (NotWrittenException e) {
      Progress.pause(1);
    } catch (UnknownOutcomeException e) {
      record(key, new Operation(Outcome.UNKNOWN, expected, next, invoked, Long.MAX_VALUE));
    }
  }

  private void record(String key, Operation operation) {
    Objects.requireNonNull(history.get(key)).add(operation);
  }

  private static int value(@Nullable Entry entry) {
    return entry == null
        ? Linearizability.ABSENT
        : Integer.parseInt(new String(entry.value(), UTF_8));
  }
}
