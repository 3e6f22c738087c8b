package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import java.util.List;

/** A watch that has nothing to say but why it fails. */
final class FailedWatch implements StreamSource {
  private final byte[] error;

  FailedWatch(byte[] error) {
    this.error = error;
  }

  @Override
  public void opened(StreamChannel channel) {
    FrameBatch batch = new FrameBatch(List.of(error));
    channel.write(batch);
    batch.release();
    channel.end();
  }

  @Override
  public void writable() {}

  @Override
  public void closed() {}
}
