package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.machinery.status.Status;
import java.util.List;

/** Sends one ERROR event and ends. */
record FailedWatch(FrameEncoding encoding, Status status) implements StreamSource {
  @Override
  public void opened(StreamChannel channel) {
    FrameBatch batch = new FrameBatch(List.of(encoding.error(status)));
    channel.write(batch);
    batch.release();
    channel.end();
  }

  @Override
  public void writable() {}

  @Override
  public void closed() {}
}
