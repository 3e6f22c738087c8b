package dev.clusterregistry.store.etcd;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.clusterregistry.store.etcd.protocol.AuthenticateRequest;
import dev.clusterregistry.store.etcd.protocol.AuthenticateResponse;
import dev.clusterregistry.store.etcd.protocol.CompactionRequest;
import dev.clusterregistry.store.etcd.protocol.CompactionResponse;
import dev.clusterregistry.store.etcd.protocol.RangeRequest;
import dev.clusterregistry.store.etcd.protocol.RangeResponse;
import dev.clusterregistry.store.etcd.protocol.SnapshotRequest;
import dev.clusterregistry.store.etcd.protocol.SnapshotResponse;
import dev.clusterregistry.store.etcd.protocol.StatusRequest;
import dev.clusterregistry.store.etcd.protocol.StatusResponse;
import dev.clusterregistry.store.etcd.protocol.TxnRequest;
import dev.clusterregistry.store.etcd.protocol.TxnResponse;
import dev.clusterregistry.store.etcd.protocol.WatchRequest;
import dev.clusterregistry.store.etcd.protocol.WatchResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** etcd's calls, as far as the store makes them. */
final class Rpc {
  static final MethodDescriptor<RangeRequest, RangeResponse> RANGE =
      method(MethodType.UNARY, "KV/Range", RangeRequest.parser(), RangeResponse.parser());
  static final MethodDescriptor<TxnRequest, TxnResponse> TXN =
      method(MethodType.UNARY, "KV/Txn", TxnRequest.parser(), TxnResponse.parser());
  static final MethodDescriptor<CompactionRequest, CompactionResponse> COMPACT =
      method(
          MethodType.UNARY, "KV/Compact", CompactionRequest.parser(), CompactionResponse.parser());
  static final MethodDescriptor<WatchRequest, WatchResponse> WATCH =
      method(
          MethodType.BIDI_STREAMING, "Watch/Watch", WatchRequest.parser(), WatchResponse.parser());
  static final MethodDescriptor<StatusRequest, StatusResponse> STATUS =
      method(
          MethodType.UNARY, "Maintenance/Status", StatusRequest.parser(), StatusResponse.parser());
  static final MethodDescriptor<SnapshotRequest, SnapshotResponse> SNAPSHOT =
      method(
          MethodType.SERVER_STREAMING,
          "Maintenance/Snapshot",
          SnapshotRequest.parser(),
          SnapshotResponse.parser());
  static final MethodDescriptor<AuthenticateRequest, AuthenticateResponse> AUTHENTICATE =
      method(
          MethodType.UNARY,
          "Auth/Authenticate",
          AuthenticateRequest.parser(),
          AuthenticateResponse.parser());

  private Rpc() {}

  private static <Q extends MessageLite, A extends MessageLite> MethodDescriptor<Q, A> method(
      MethodType type, String name, Parser<Q> request, Parser<A> answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName("etcdserverpb." + name)
        .setRequestMarshaller(new Messages<>(request))
        .setResponseMarshaller(new Messages<>(answer))
        .build();
  }

  /** gRPC's own marshallers would bring one more library. */
  private record Messages<T extends MessageLite>(Parser<T> parser)
      implements MethodDescriptor.Marshaller<T> {

    @Override
    public InputStream stream(T message) {
      return new ByteArrayInputStream(message.toByteArray());
    }

    @Override
    public T parse(InputStream bytes) {
      try {
        return parser.parseFrom(bytes);
      } catch (InvalidProtocolBufferException e) {
        throw Status.INTERNAL
            .withDescription("etcd sent what is not its protocol")
            .withCause(e)
            .asRuntimeException();
      }
    }
  }
}
