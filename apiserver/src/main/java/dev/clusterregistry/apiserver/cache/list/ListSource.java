package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;

/** Streams a list: header, the matching items of a snapshot's range joined by commas, footer. */
public final class ListSource implements StreamSource {

  /**
   * @param header up to and including the bracket that opens the items
   * @param footer from the closing bracket on
   * @param gzip compresses the whole body; the caller sets Content-Encoding
   */
  public ListSource(
      WatchCache cache,
      Snapshot snapshot,
      KeyRange range,
      ObjectFilter filter,
      ItemEncoding encoding,
      byte[] header,
      byte[] footer,
      boolean gzip) {}

  @Override
  public void opened(StreamChannel channel) {}

  @Override
  public void writable() {}

  @Override
  public void closed() {}
}
