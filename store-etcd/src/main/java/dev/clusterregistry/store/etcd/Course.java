package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.Feed;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.ResponseHeader;
import dev.clusterregistry.store.etcd.protocol.StatusRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of the cluster's history as this process follows it: where it began, where the watch
 * is, up to where it is forgotten; and what to do when it turns out to be another history, or when
 * the watch has lost its place in it: everybody is told, and it begins anew at the head.
 */
final class Course implements LiveWatch.Consumer {
  private static final Logger LOG = LoggerFactory.getLogger(Course.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long AGAIN_MILLIS = 100;

  private final Calls calls;
  private final Keys keys;
  private final Reads reads;
  private final Progress progress;
  private final EtcdOptions options;
  private final Continuity continuity = new Continuity();
  private final Format format;
  private final LiveWatch live;
  private final Feed feed;
  private final Waiters waiters;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicLong compacted = new AtomicLong();

  /** Set while those who held the old history have not yet taken up the new one. */
  private volatile boolean unfollowed;

  Course(Calls calls, Keys keys, Reads reads, Progress progress, EtcdOptions options) {
    this.calls = calls;
    this.keys = keys;
    this.reads = reads;
    this.progress = progress;
    this.options = options;
    format = new Format(keys);
    live = new LiveWatch(calls.members(), keys, this);
    waiters = new Waiters(live::position);
    feed =
        new Feed(
            new Replay(calls.members(), keys, progress, live, options),
            task -> Thread.ofVirtual().name("etcd-catch-up").start(task),
            0,
            PATIENCE.toNanos());
  }

  LiveWatch live() {
    return live;
  }

  Feed feed() {
    return feed;
  }

  Format format() {
    return format;
  }

  Waiters waiters() {
    return waiters;
  }

  /** Waits for the first answer of the cluster. */
  void await() {
    try {
      if (!begun.await(options.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UnusableStoreException("etcd has not answered yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableStoreException("interrupted while waiting for etcd", e);
    }
  }

  /** What is known before a call, to hold its answer against. */
  Continuity.@Nullable Mark mark() {
    return continuity.mark();
  }

  /**
   * @throws UnusableStoreException if the answer is not of the history that is followed
   */
  void check(ResponseHeader answer, Continuity.@Nullable Mark before) {
    String broken = learn(answer, before);
    if (broken != null) {
      throw new UnusableStoreException(broken + "; everything is loaded anew");
    }
  }

  /** Takes note of an answer; what is wrong with it, or null. */
  @Nullable String learn(ResponseHeader answer, Continuity.@Nullable Mark before) {
    String broken = continuity.broken(answer, before);
    if (broken != null) {
      replaced(broken, answer);
    }
    return broken;
  }

  /** Is told of every beat of the cluster. */
  void alive(ResponseHeader answer, Continuity.@Nullable Mark before) {
    if (begun.getCount() > 0) {
      begin(answer);
    } else {
      format.requireKnown();
      learn(answer, before);
      live.follow();
      progress.beat(answer.getRevision(), live);
    }
  }

  private void begin(ResponseHeader header) {
    format.learn(reads.pair(format.key()));
    format.requireKnown();
    KeyValue compaction = reads.pair(keys.compaction());
    if (compaction != null) {
      compacted(Compactor.revision(compaction));
    }
    continuity.restart(header);
    UnusableStoreException nobody = new UnusableStoreException("the store begins");
    live.restart(
        header.getRevision(),
        () -> {
          feed.restart(header.getRevision(), nobody);
          begun.countDown();
        });
  }

  private void replaced(String why, ResponseHeader header) {
    if (continuity.replace(header)) {
      beginAnew(why, header);
    }
  }

  private void beginAnew(String why, ResponseHeader header) {
    LOG.error("{}: all watches end, everything is loaded anew", why);
    unfollowed = true;
    compacted.set(0);
    restart(header.getRevision(), new UnusableStoreException(why));
  }

  private void restart(long revision, StoreException reason) {
    format.learn(null);
    live.restart(revision, () -> feed.restart(revision, reason));
  }

  /** Somebody follows a prefix again. */
  void followed(String prefix) {
    if (prefix.isEmpty()) {
      unfollowed = false;
    }
  }

  /**
   * @throws UnusableStoreException while whoever follows everything still holds the old history
   */
  void requireFollowed() {
    if (unfollowed) {
      throw new UnusableStoreException("etcd was replaced; everything is loaded anew");
    }
  }

  String identity() {
    Continuity.Mark known = continuity.mark();
    return known == null ? "" : Long.toHexString(known.cluster());
  }

  long compacted() {
    return compacted.get();
  }

  /** Up to where somebody has compacted, or is about to. */
  void compacted(long revision) {
    compacted.accumulateAndGet(revision, Math::max);
  }

  @Override
  public void own(KeyValue pair, boolean deleted) {
    if (pair.getKey().equals(keys.compaction())) {
      compacted(Compactor.revision(pair));
    } else if (pair.getKey().equals(format.key())) {
      format.learn(deleted ? null : pair);
    }
  }

  @Override
  public void changes(List<Change> batch, long through) {
    feed.publish(through, batch);
  }

  @Override
  public void advanced() {
    waiters.advanced();
  }

  @Override
  public void lost(StoreException reason) {
    LOG.warn("the watch on etcd has lost its place: {}", reason.getMessage());
    Thread.ofVirtual().name("etcd-restart").start(() -> restartAtHead(reason));
  }

  private void restartAtHead(StoreException reason) {
    while (!live.closed()) {
      try {
        restart(reads.now().getHeader().getRevision(), reason);
        return;
      } catch (StoreException e) {
        Progress.pause(AGAIN_MILLIS);
      }
    }
  }

  @Override
  public boolean continues(@Nullable KeyValue last) {
    Continuity.@Nullable Mark before = continuity.mark();
    if (learn(reads.now().getHeader(), before) != null) {
      return false;
    }
    if (last == null || isStillThere(last)) {
      return true;
    }
    ResponseHeader header = reads.now().getHeader();
    continuity.restart(header);
    beginAnew("etcd does not know the change of revision " + last.getModRevision(), header);
    return false;
  }

  /** Whether the cluster's history has the last event that was seen. */
  private boolean isStillThere(KeyValue last) {
    try {
      KeyValue then = reads.pair(last.getKey(), last.getModRevision());
      return last.getVersion() == 0
          ? then == null
          : then != null
              && then.getModRevision() == last.getModRevision()
              && then.getValue().equals(last.getValue());
    } catch (StatusRuntimeException e) {
      return Trouble.of(e) == Trouble.COMPACTED; // then the watch itself says so
    }
  }

  @Override
  public void joined(Member member) {
    String version =
        calls
            .once(member, Rpc.STATUS, StatusRequest.getDefaultInstance(), options.healthTimeout())
            .getVersion();
    boolean tells = Version.parse(version).tellsProgress();
    progress.told(tells);
    LOG.info(
        "watching etcd {} at {}{}",
        version,
        member.address(),
        tells ? "" : ", which does not tell its progress reliably");
  }
}
