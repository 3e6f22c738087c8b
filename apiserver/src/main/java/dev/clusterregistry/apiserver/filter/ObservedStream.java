package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;

/** A streamed body of which somebody wants to know when it is over. */
final class ObservedStream implements StreamSource {
  private final StreamSource source;
  private final Runnable whenClosed;
  private boolean closed;

  private ObservedStream(StreamSource source, Runnable whenClosed) {
    this.source = source;
    this.whenClosed = whenClosed;
  }

  static Reply.Streaming wrap(Reply.Streaming reply, Runnable whenClosed) {
    return new Reply.Streaming(
        reply.status(),
        reply.headers(),
        reply.frames(),
        new ObservedStream(reply.source(), whenClosed));
  }

  @Override
  public void opened(StreamChannel channel) {
    source.opened(channel);
  }

  @Override
  public void writable() {
    source.writable();
  }

  @Override
  public void closed() {
    if (!closed) {
      closed = true;
      whenClosed.run();
    }
    source.closed();
  }
}
