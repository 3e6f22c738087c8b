package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.etcd.protocol.Compare;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.PutRequest;
import dev.clusterregistry.store.etcd.protocol.RangeRequest;
import dev.clusterregistry.store.etcd.protocol.RequestOp;
import dev.clusterregistry.store.etcd.protocol.ResponseOp;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import dev.clusterregistry.store.etcd.protocol.TxnResponse;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets history, once per interval among all the servers of a prefix: whoever is first to move
 * the counter in the compaction key compacts, up to where the head was an interval ago.
 * kube-apiserver does the same.
 */
final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  private final Calls calls;
  private final ByteString key;
  private final LongConsumer compact;
  private long version;
  private long revision;

  /**
   * @param compact forgets history up to a revision
   */
  Compactor(Calls calls, Keys keys, LongConsumer compact) {
    this.calls = calls;
    this.key = keys.compaction();
    this.compact = compact;
  }

  /** Up to where, as the key says. */
  static long revision(KeyValue pair) {
    try {
      return Long.parseLong(pair.getValue().toStringUtf8());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Runs until it is interrupted. */
  void run(Duration interval) {
    while (true) {
      try {
        Thread.sleep(interval);
        turn();
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        LOG.warn("history cannot be compacted now: {}", e.getMessage());
      }
    }
  }

  /** Compacts if nobody else has since the last turn. */
  void turn() {
    TxnResponse answer = calls.write(Rpc.TXN, claim());
    long head = answer.getHeader().getRevision();
    if (answer.getSucceeded()) {
      version++;
      long old = revision;
      revision = head;
      if (old > 0) {
        compact.accept(old);
        LOG.debug("history up to revision {} is compacted", old);
      }
      return;
    }
    ResponseOp current = answer.getResponses(0);
    version = 0;
    for (KeyValue pair : current.getResponseRange().getKvsList()) {
      version = pair.getVersion();
    }
    revision = head;
  }

  private TxnRequest claim() {
    PutRequest put =
        PutRequest.newBuilder()
            .setKey(key)
            .setValue(ByteString.copyFromUtf8(Long.toString(revision)))
            .build();
    return TxnRequest.newBuilder()
        .addCompare(
            Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.VERSION)
                .setResult(Compare.CompareResult.EQUAL)
                .setVersion(version))
        .addSuccess(RequestOp.newBuilder().setRequestPut(put))
        .addFailure(RequestOp.newBuilder().setRequestRange(RangeRequest.newBuilder().setKey(key)))
        .build();
  }
}
