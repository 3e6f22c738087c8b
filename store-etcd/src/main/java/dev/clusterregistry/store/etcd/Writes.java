package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.WriteResult;
import dev.clusterregistry.store.etcd.protocol.Compare;
import dev.clusterregistry.store.etcd.protocol.DeleteRangeRequest;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.PutRequest;
import dev.clusterregistry.store.etcd.protocol.RangeRequest;
import dev.clusterregistry.store.etcd.protocol.RequestOp;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import dev.clusterregistry.store.etcd.protocol.TxnResponse;
import org.jspecify.annotations.Nullable;

/** Compare-and-set as one transaction, which also brings what is there if it is not as expected. */
final class Writes {
  private Writes() {}

  /**
   * @param value null to delete
   */
  static TxnRequest request(ByteString key, byte @Nullable [] value, long expectedRevision) {
    Compare.Builder unchanged =
        Compare.newBuilder()
            .setKey(key)
            .setTarget(Compare.CompareTarget.MOD)
            .setResult(Compare.CompareResult.EQUAL)
            .setModRevision(expectedRevision);
    RequestOp.Builder look =
        RequestOp.newBuilder().setRequestRange(RangeRequest.newBuilder().setKey(key));
    TxnRequest.Builder request = TxnRequest.newBuilder().addCompare(unchanged).addFailure(look);
    RequestOp.Builder change = RequestOp.newBuilder();
    if (value != null) {
      // Nobody changes the array any more; it lives as long as the call.
      change.setRequestPut(
          PutRequest.newBuilder().setKey(key).setValue(UnsafeByteOperations.unsafeWrap(value)));
    } else if (expectedRevision > 0) {
      change.setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key));
    } else {
      change = look; // what must not exist cannot be deleted
    }
    return request.addSuccess(change).build();
  }

  static WriteResult result(TxnResponse answer, String key) {
    if (answer.getSucceeded() && !answer.getResponses(0).hasResponseRange()) {
      return new WriteResult.Committed(answer.getHeader().getRevision());
    }
    Entry current = null;
    for (KeyValue pair : answer.getResponses(0).getResponseRange().getKvsList()) {
      current = new Entry(key, pair.getValue().toByteArray(), pair.getModRevision());
    }
    return new WriteResult.Conflict(current);
  }
}
