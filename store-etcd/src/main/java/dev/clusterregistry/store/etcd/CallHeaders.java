package dev.clusterregistry.store.etcd;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What goes with every call: that a member without a leader shall refuse it rather than let it
 * wait, and who we are.
 */
final class CallHeaders implements ClientInterceptor {
  private static final Metadata.Key<String> LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private volatile @Nullable String token;

  @Nullable String token() {
    return token;
  }

  void token(@Nullable String value) {
    token = value;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.put(LEADER, "true");
        String value = token;
        if (value != null && method != Rpc.AUTHENTICATE) {
          headers.put(TOKEN, value);
        }
        super.start(listener, headers);
      }
    };
  }
}
