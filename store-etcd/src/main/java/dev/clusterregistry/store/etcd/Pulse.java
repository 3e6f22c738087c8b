package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.StoreHealth;
import dev.clusterregistry.store.etcd.protocol.RangeResponse;
import dev.clusterregistry.store.etcd.protocol.StatusRequest;
import dev.clusterregistry.store.etcd.protocol.StatusResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second whether the member in use can still read what a majority agrees on, and takes
 * another one if not. So readiness is known without asking, and a member that hangs or is cut off
 * is left soon.
 */
final class Pulse {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final int BEATS_PER_STATUS = 10;

  private final Calls calls;
  private final Reads reads;
  private final Duration timeout;
  private final Course course;
  private volatile @Nullable String unreadable = "etcd has not answered yet";
  private volatile @Nullable String alarm;
  private volatile long size;
  private int beats;
  private int misses;

  /**
   * @param course is told of every answer
   */
  Pulse(Calls calls, Reads reads, EtcdOptions options, Course course) {
    this.calls = calls;
    this.reads = reads;
    this.timeout = options.healthTimeout();
    this.course = course;
  }

  StoreHealth health() {
    String silence = unreadable;
    if (silence != null) {
      return new StoreHealth(false, false, silence);
    }
    String raised = alarm;
    return new StoreHealth(true, raised == null, raised);
  }

  /** Of the database of the member in use, in bytes. */
  long size() {
    return size;
  }

  /** Runs until it is interrupted. */
  void run() {
    try {
      while (true) {
        calls.members().refresh();
        Thread.sleep(beat() ? INTERVAL : AGAIN);
      }
    } catch (InterruptedException e) {
      LOG.debug("the store is closed");
    }
  }

  private boolean beat() {
    Member member = calls.members().current();
    try {
      Continuity.@Nullable Mark before = course.mark();
      RangeResponse answer = reads.now(member, timeout);
      misses = 0;
      course.alive(answer.getHeader(), before);
      if (beats++ % BEATS_PER_STATUS == 0) {
        status(member);
      }
      if (unreadable != null) {
        LOG.info("etcd at {} answers", member.address());
        unreadable = null;
      }
      return true;
    } catch (StatusRuntimeException e) {
      missed(
          member,
          "etcd does not answer, the last one asked was "
              + member.address()
              + ": "
              + Trouble.text(e));
    } catch (StoreException e) {
      missed(member, String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void missed(Member member, String why) {
    calls.members().failed(member);
    // One that was just left may have been the only bad one.
    if (++misses >= calls.members().size() || unreadable != null) {
      if (unreadable == null) {
        LOG.warn("etcd cannot be used: {}", why);
      }
      unreadable = why;
      beats = 0;
    }
  }

  /** About a member, and what the cluster has to complain of. */
  StatusResponse status(Member member) {
    StatusResponse status =
        calls.once(member, Rpc.STATUS, StatusRequest.getDefaultInstance(), timeout);
    size = status.getDbSize();
    String raised = null;
    for (String error : status.getErrorsList()) {
      if (error.contains("NOSPACE")) {
        raised = "etcd is out of space (alarm NOSPACE): compact, defragment, disarm the alarm";
      } else if (error.contains("CORRUPT")) {
        raised = "etcd has found its data corrupt (alarm CORRUPT)";
      }
    }
    alarm = raised;
    return status;
  }
}
