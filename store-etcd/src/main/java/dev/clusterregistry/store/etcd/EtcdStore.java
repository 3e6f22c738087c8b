package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Feed;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.Rounds;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreHealth;
import dev.clusterregistry.store.Subscription;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import dev.clusterregistry.store.etcd.protocol.CompactionRequest;
import dev.clusterregistry.store.etcd.protocol.RangeResponse;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import dev.clusterregistry.store.etcd.protocol.TxnResponse;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store that any number of servers share: an etcd cluster, below one prefix.
 *
 * <p>A write is one transaction and never repeated once it may have been applied. Everybody who
 * follows the store is fed from one watch; a write answers when that watch has brought it, as long
 * as there is one. Opening does not wait for etcd; calls do, for as long as one may take.
 */
public final class EtcdStore implements Store {
  /** How long a write that is committed waits for the watch to bring it. */
  private static final long DELIVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Calls calls;
  private final Keys keys;
  private final Course course;
  private final Reads reads;
  private final Rounds<Long> heads;
  private final Progress progress;
  private final LiveWatch live;
  private final Waiters waiters;
  private final Feed feed;
  private final Pulse pulse;
  private final Thread pulsing;
  private final Thread compacting;
  private volatile boolean closed;

  private EtcdStore(EtcdOptions options) {
    CallHeaders headers = new CallHeaders();
    Members members = Members.of(options, headers);
    calls = new Calls(members, headers, options);
    keys = new Keys(options.prefix());
    progress = new Progress(calls, keys);
    reads = new Reads(calls, keys);
    course = new Course(calls, keys, reads, progress, options);
    live = course.live();
    feed = course.feed();
    waiters = course.waiters();
    heads = new Rounds<>(this::askHead);
    pulse = new Pulse(calls, reads, options, course);
    pulsing = Thread.ofVirtual().name("etcd-pulse").start(pulse::run);
    Compactor compactor = new Compactor(calls, keys, this::compact);
    compacting =
        options.compactionInterval().isZero()
            ? pulsing
            : Thread.ofVirtual()
                .name("etcd-compactor")
                .start(() -> compactor.run(options.compactionInterval()));
  }

  /**
   * Begins to look for the cluster and returns at once; {@link #health} says whether it is found.
   *
   * @throws UnusableStoreException if the options make no sense
   */
  public static EtcdStore open(EtcdOptions options) {
    if (options.servers().isEmpty()) {
      throw new UnusableStoreException("no etcd server is given");
    }
    return new EtcdStore(options);
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return write(key, Objects.requireNonNull(value, "value"), expectedRevision);
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return write(key, null, expectedRevision);
  }

  private WriteResult write(String key, byte @Nullable [] value, long expectedRevision) {
    if (closed) {
      throw new NotWrittenException("the store is closed");
    }
    Continuity.@Nullable Mark before = course.mark();
    TxnResponse answer =
        marked(Writes.request(keys.of(key), value, expectedRevision), value != null);
    course.learn(answer.getHeader(), before);
    WriteResult result = Writes.result(answer, key);
    if (result instanceof WriteResult.Committed committed && live.live()) {
      waiters.await(committed.revision(), DELIVERY_NANOS);
    }
    return result;
  }

  /** Where there are values, there is the mark of their format. */
  private TxnResponse marked(TxnRequest write, boolean value) {
    Format format = course.format();
    while (format.toBeMarked() && value) {
      TxnResponse answer = calls.write(Rpc.TXN, format.marking(write));
      if (!format.wasMarked(answer)) {
        return answer;
      }
    }
    return calls.write(Rpc.TXN, write);
  }

  @Override
  public Scan scan(String prefix) {
    course.await();
    Continuity.@Nullable Mark before = course.mark();
    return reads.scan(prefix, page -> course.check(page.getHeader(), before));
  }

  @Override
  public Scan scan(String prefix, long revision) {
    course.await();
    Continuity.@Nullable Mark before = course.mark();
    try {
      return reads.scan(prefix, revision, page -> course.check(page.getHeader(), before));
    } catch (StatusRuntimeException e) {
      if (Trouble.of(e) == Trouble.COMPACTED) {
        throw new CompactedException(Math.max(revision + 1, course.compacted()));
      }
      throw new UnusableStoreException("etcd refuses: " + Trouble.text(e), e);
    }
  }

  @Override
  public @Nullable Entry get(String key) {
    course.await();
    Continuity.@Nullable Mark before = course.mark();
    return reads.get(key, answer -> course.check(answer.getHeader(), before));
  }

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    course.await();
    if (after < course.compacted()) {
      throw new CompactedException(course.compacted());
    }
    Subscription subscription = feed.subscribe(prefix, after, sink);
    course.followed(prefix);
    return subscription;
  }

  @Override
  public long head() {
    return heads.answer();
  }

  private long askHead() {
    course.await();
    Continuity.@Nullable Mark before = course.mark();
    RangeResponse answer = reads.now();
    course.check(answer.getHeader(), before);
    course.requireFollowed();
    long head = answer.getHeader().getRevision();
    if (progress.isTold()) {
      progress.want(head, live);
    }
    return head;
  }

  @Override
  public boolean tellsProgress() {
    return progress.isTold();
  }

  @Override
  public void hasten(long revision) {
    progress.want(revision, live);
  }

  @Override
  public void compact(long revision) {
    long target = Math.min(revision, head());
    if (target <= course.compacted()) {
      return;
    }
    try {
      calls.read(Rpc.COMPACT, CompactionRequest.newBuilder().setRevision(target).build());
    } catch (StatusRuntimeException e) {
      // Somebody else has gone further.
    }
    course.compacted(target);
  }

  @Override
  public long compacted() {
    course.await();
    return course.compacted();
  }

  @Override
  public String identity() {
    course.await();
    return course.identity();
  }

  @Override
  public StoreHealth health() {
    return closed ? new StoreHealth(false, false, "the store is closed") : pulse.health();
  }

  @Override
  public long size() {
    return pulse.size();
  }

  @Override
  public void backup(Path target) {
    Snapshot.save(calls.members().current(), target);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    pulsing.interrupt();
    compacting.interrupt();
    feed.close();
    live.close();
    calls.members().close();
  }
}
