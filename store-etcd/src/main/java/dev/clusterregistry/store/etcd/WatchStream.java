package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.etcd.protocol.Event;
import dev.clusterregistry.store.etcd.protocol.ResponseHeader;
import dev.clusterregistry.store.etcd.protocol.WatchCreateRequest;
import dev.clusterregistry.store.etcd.protocol.WatchProgressRequest;
import dev.clusterregistry.store.etcd.protocol.WatchRequest;
import dev.clusterregistry.store.etcd.protocol.WatchResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One watch of everything below the prefix, on a stream of its own, until it ends for whatever
 * reason. Puts fragments together, so that only whole revisions come out.
 */
final class WatchStream {

  /** Calls come one at a time, on the executor that was given; none after {@link #ended}. */
  interface Listener {

    /** The member has taken the watch on. */
    default void created(ResponseHeader header) {}

    /** All of the revisions that they belong to, in order. */
    void events(List<Event> events);

    /** An answer to {@link #requestProgress}; etcd before 3.4.31 and 3.5.13 may be wrong. */
    void progress(long revision);

    /**
     * @param compacted the revision below which history is gone, if that is why; else 0
     */
    void ended(long compacted, String why);
  }

  /** So many answers may be on their way from the network to the listener. */
  private static final int AHEAD = 16;

  private final Listener listener;
  private final List<Event> fragments = new ArrayList<>();
  private @Nullable ClientCallStreamObserver<WatchRequest> requests;
  private boolean ended;

  private WatchStream(Listener listener) {
    this.listener = listener;
  }

  /**
   * @param after the last revision that is known; what comes begins above it, but the event of that
   *     revision itself may come once more
   */
  static WatchStream open(
      Member member, Keys keys, long after, Executor executor, Listener listener) {
    WatchStream stream = new WatchStream(listener);
    ClientCall<WatchRequest, WatchResponse> call =
        member.channel().newCall(Rpc.WATCH, CallOptions.DEFAULT.withExecutor(executor));
    ClientCalls.asyncBidiStreamingCall(call, stream.new Receiver());
    // From the known revision, not from the next: so etcd says if it is the last one compacted, of
    // which it may have dropped deletions.
    WatchCreateRequest create =
        WatchCreateRequest.newBuilder()
            .setKey(keys.all())
            .setRangeEnd(Keys.endOf(keys.all()))
            .setStartRevision(Math.max(1, after))
            .setPrevKv(true)
            .setFragment(true)
            .build();
    stream.send(WatchRequest.newBuilder().setCreateRequest(create).build());
    return stream;
  }

  void requestProgress() {
    send(
        WatchRequest.newBuilder()
            .setProgressRequest(WatchProgressRequest.getDefaultInstance())
            .build());
  }

  private synchronized void more() {
    if (requests != null && !ended) {
      requests.request(1);
    }
  }

  private synchronized void send(WatchRequest request) {
    if (requests != null && !ended) {
      requests.onNext(request);
    }
  }

  /** The listener is not told of anything any more. */
  void close() {
    end();
  }

  private synchronized boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    if (requests != null) {
      requests.cancel("not wanted any more", null);
    }
    return true;
  }

  private synchronized boolean isOver() {
    return ended;
  }

  private final class Receiver implements ClientResponseObserver<WatchRequest, WatchResponse> {

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
      requests = stream;
      stream.disableAutoRequestWithInitial(AHEAD);
    }

    @Override
    public void onNext(WatchResponse response) {
      if (!isOver()) {
        take(response);
        more();
      }
    }

    private void take(WatchResponse response) {
      if (response.getCanceled()) {
        finish(response.getCompactRevision(), response.getCancelReason());
      } else if (response.getCreated()) {
        listener.created(response.getHeader());
      } else if (response.getEventsCount() == 0 && !response.getFragment()) {
        if (fragments.isEmpty()) {
          listener.progress(response.getHeader().getRevision());
        } else {
          deliver();
        }
      } else {
        fragments.addAll(response.getEventsList());
        if (!response.getFragment()) {
          deliver();
        }
      }
    }

    private void deliver() {
      List<Event> whole = List.copyOf(fragments);
      fragments.clear();
      listener.events(whole);
    }

    private void finish(long compacted, String why) {
      if (end()) {
        listener.ended(compacted, why);
      }
    }

    @Override
    public void onError(Throwable failure) {
      finish(
          0,
          failure instanceof StatusRuntimeException status
              ? Trouble.text(status)
              : Trouble.text(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
      finish(0, "the member ended it");
    }
  }
}
