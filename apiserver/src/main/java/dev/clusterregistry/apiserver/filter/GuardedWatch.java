package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import org.jspecify.annotations.Nullable;

/** A watch that can be ended from outside. */
final class GuardedWatch implements StreamSource {
  private final OpenWatches open;
  private final int admittedAt;
  private final StreamSource source;
  private Ticket ticket; // of the loop, once open
  private volatile @Nullable StreamChannel channel;

  GuardedWatch(OpenWatches open, Ticket ticket, int admittedAt, StreamSource source) {
    this.open = open;
    this.ticket = ticket;
    this.admittedAt = admittedAt;
    this.source = source;
  }

  @Override
  public void opened(StreamChannel opened) {
    channel = opened;
    ticket = open.add(ticket, this, admittedAt);
    source.opened(opened);
  }

  @Override
  public void writable() {
    source.writable();
  }

  @Override
  public void closed() {
    open.remove(ticket, this);
    source.closed();
  }

  /** Any thread: the client is told in order that it is over. */
  void end() {
    StreamChannel opened = channel;
    if (opened != null) {
      opened.loop().execute(opened::end);
    }
  }
}
