package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.etcd.protocol.ResponseHeader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the cluster is not what it was: another one, or one that was restored from an older
 * snapshot. Only what linearizable calls say is compared: their revisions never go back by
 * themselves. Raft's terms may, for a member that takes part in an election that fails.
 */
final class Continuity {

  /** What was known before a call. */
  record Mark(long cluster, long revision) {}

  private final AtomicReference<@Nullable Mark> known = new AtomicReference<>();

  @Nullable Mark mark() {
    return known.get();
  }

  /**
   * Learns from an answer; null if it goes on from what was known before the question was asked,
   * else what is wrong with it.
   */
  @Nullable String broken(ResponseHeader answer, @Nullable Mark before) {
    if (before != null) {
      if (answer.getClusterId() != before.cluster) {
        return "etcd is another cluster than before";
      }
      if (answer.getRevision() < before.revision) {
        return "etcd has gone back to an older state, from revision "
            + before.revision
            + " to "
            + answer.getRevision();
      }
    }
    known.accumulateAndGet(of(answer), Continuity::later);
    return null;
  }

  /** Takes the cluster as it is now. */
  void restart(ResponseHeader header) {
    known.set(of(header));
  }

  /** The same, unless what is known has become compatible with the answer meanwhile. */
  synchronized boolean replace(ResponseHeader header) {
    Mark now = known.get();
    if (now != null
        && now.cluster == header.getClusterId()
        && now.revision <= header.getRevision()) {
      return false;
    }
    known.set(of(header));
    return true;
  }

  private static Mark of(ResponseHeader header) {
    return new Mark(header.getClusterId(), header.getRevision());
  }

  private static @Nullable Mark later(@Nullable Mark one, @Nullable Mark other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (one.cluster != other.cluster) {
      return one;
    }
    return new Mark(one.cluster, Math.max(one.revision, other.revision));
  }
}
