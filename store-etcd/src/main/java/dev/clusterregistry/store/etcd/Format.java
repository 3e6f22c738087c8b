package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.Compare;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.PutRequest;
import dev.clusterregistry.store.etcd.protocol.RangeRequest;
import dev.clusterregistry.store.etcd.protocol.RequestOp;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import dev.clusterregistry.store.etcd.protocol.TxnResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How objects are laid out below the prefix, as {@code PREFIX/-/format} names it. The first write
 * brings the mark along, in its own transaction; whoever only reads leaves nothing behind. A mark
 * that this version does not know is respected from when it is seen, also by a server that runs.
 */
final class Format {
  private static final String KNOWN = "1";

  private final ByteString key;
  private volatile @Nullable String found;

  Format(Keys keys) {
    key = keys.format();
  }

  ByteString key() {
    return key;
  }

  /**
   * Takes note of the mark.
   *
   * @param mark null if there is none, or none is known of
   */
  void learn(@Nullable KeyValue mark) {
    found = mark == null ? null : mark.getValue().toStringUtf8();
  }

  /**
   * @throws UnusableStoreException if this version does not know the format
   */
  void requireKnown() {
    String reason = unknown();
    if (reason != null) {
      throw new UnusableStoreException(reason);
    }
  }

  /**
   * Whether a write has to bring the mark along.
   *
   * @throws NotWrittenException if this version does not know the format
   */
  boolean toBeMarked() {
    String reason = unknown();
    if (reason != null) {
      throw new NotWrittenException(reason);
    }
    return found == null;
  }

  private @Nullable String unknown() {
    String format = found;
    return format == null || format.equals(KNOWN)
        ? null
        : "the objects there were written by a newer version (store format "
            + format
            + "; this version knows "
            + KNOWN
            + "): use that version";
  }

  /** The write, which is applied only if there is no mark yet, and leaves one. */
  TxnRequest marking(TxnRequest write) {
    Compare.Builder missing =
        Compare.newBuilder()
            .setKey(key)
            .setTarget(Compare.CompareTarget.CREATE)
            .setResult(Compare.CompareResult.EQUAL)
            .setCreateRevision(0);
    PutRequest.Builder put =
        PutRequest.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(KNOWN));
    return write.toBuilder()
        .addCompare(missing)
        .addSuccess(RequestOp.newBuilder().setRequestPut(put))
        .addFailure(RequestOp.newBuilder().setRequestRange(RangeRequest.newBuilder().setKey(key)))
        .build();
  }

  /** Whether such a write was not applied because there is a mark, which is known from now on. */
  boolean wasMarked(TxnResponse answer) {
    if (answer.getSucceeded()) {
      found = KNOWN;
      return false;
    }
    int last = answer.getResponsesCount() - 1;
    List<KeyValue> marks = answer.getResponses(last).getResponseRange().getKvsList();
    marks.forEach(this::learn);
    return !marks.isEmpty();
  }
}
