package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Leaf;
import dev.clusterregistry.apiserver.http.StreamChannel;

/** A list's bytes as they are. */
final class PlainBody implements ListBody {
  private final StreamChannel channel;
  private boolean any;

  PlainBody(StreamChannel channel) {
    this.channel = channel;
  }

  @Override
  public void text(byte[] bytes) {
    channel.append(bytes, 0, bytes.length);
  }

  @Override
  public void run(ItemRun items) {
    for (int i = 0; i < items.size(); i++) {
      if (any) {
        text(items.separator());
      }
      any = true;
      text(items.item(i));
    }
  }

  @Override
  public void run(ItemRun items, Leaf leaf, RunKey key) {
    run(items);
  }

  @Override
  public void finish() {}
}
