package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.etcd.protocol.PutRequest;
import dev.clusterregistry.store.etcd.protocol.RequestOp;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that watches get to a revision at which nothing happened below our prefix, because
 * somebody else wrote. Asks for progress where etcd tells it reliably; where it does not, writes a
 * key of its own: when that event has come, so have all before. That is dear, so it is done for
 * watches alone; reads do without.
 */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final long AGAIN_MILLIS = 50;
  private static final int TRIES = 100;

  /** How old the place of a watch may become, for somebody may compact what is older. */
  private static final long KEPT_YOUNG_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Calls calls;
  private final Keys keys;
  private final AtomicLong wanted = new AtomicLong();
  private final AtomicBoolean working = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile boolean told;
  private volatile long behindSince;

  Progress(Calls calls, Keys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Whether the member that the watch is on tells its progress reliably. */
  void told(boolean reliably) {
    told = reliably;
  }

  boolean isTold() {
    return told;
  }

  /** Returns at once; works on it until the watch is there. */
  void want(long revision, LiveWatch watch) {
    if (watch.position() >= revision) {
      return;
    }
    wanted.accumulateAndGet(revision, Math::max);
    if (working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("etcd-progress").start(() -> work(watch));
    }
  }

  /** Is told of every beat: a watch with nothing to see must not stay where it is for ever. */
  void beat(long head, LiveWatch watch) {
    long now = System.nanoTime();
    if (watch.position() >= head) {
      behindSince = 0;
    } else if (told || (behindSince != 0 && now - behindSince > KEPT_YOUNG_NANOS)) {
      behindSince = 0;
      want(head, watch);
    } else if (behindSince == 0) {
      behindSince = now;
    }
  }

  private void work(LiveWatch watch) {
    try {
      // Most often the event is on its way.
      pause(firstPauseMillis());
      for (int i = 0; i < TRIES && watch.position() < wanted.get(); i++) {
        urge(watch::requestProgress);
        pause(AGAIN_MILLIS);
      }
    } finally {
      working.set(false);
    }
    wanted.set(0);
  }

  /** How long to wait for events before asking; a write is dearer than a question. */
  long firstPauseMillis() {
    return told ? 5 : 20;
  }

  /**
   * @param request asks for the progress of one watch
   */
  void urge(Runnable request) {
    if (told) {
      request.run();
    } else if (ticking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("etcd-tick").start(this::tick);
    }
  }

  private void tick() {
    try {
      PutRequest put =
          PutRequest.newBuilder()
              .setKey(keys.tick())
              .setValue(ByteString.copyFromUtf8("a write that somebody waits to see"))
              .build();
      calls.write(
          Rpc.TXN,
          TxnRequest.newBuilder().addSuccess(RequestOp.newBuilder().setRequestPut(put)).build());
    } catch (StoreException e) {
      LOG.debug("no tick: {}", e.getMessage());
    } finally {
      ticking.set(false);
    }
  }

  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
