package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams a list: header, the matching items of a snapshot's range with separators, footer. A slice
 * at a time, in turn with the loop's other cursors.
 */
public final class ListSource implements StreamSource, Turns.Turn {
  /** A client that takes nothing for so long is given up: it holds a whole snapshot. */
  private static final Duration STALL = Duration.ofSeconds(60);

  private final WatchCache cache;
  private final ListItems items;
  private final byte[] header;
  private final byte[] footer;
  private final boolean gzip;
  private @Nullable StreamChannel channel;
  private @Nullable ListBody body;
  private @Nullable Runnable cancelCheck;
  private boolean begun;
  private boolean inTurns;
  private boolean over;
  private boolean moved;

  private ListSource(WatchCache cache, ListItems items, Frame frame) {
    this.cache = cache;
    this.items = items;
    this.header = frame.header();
    this.footer = frame.footer();
    this.gzip = frame.gzip();
  }

  /**
   * What surrounds the items.
   *
   * @param header up to and including the bracket that opens the items, or the separator behind
   *     those that it already holds
   * @param footer from the closing bracket on
   * @param gzip compresses the whole body; the caller sets Content-Encoding
   */
  public record Frame(byte[] header, byte[] footer, boolean gzip) {}

  /**
   * A list of what the filter finds.
   *
   * @param range of the snapshot's keys; a {@link dev.clusterregistry.apiserver.cache.Page}'s range
   *     for a limited list
   */
  public static ListSource walking(
      WatchCache cache,
      Snapshot snapshot,
      KeyRange range,
      ObjectFilter filter,
      ItemEncoding encoding,
      Frame frame) {
    return new ListSource(cache, new WalkedItems(snapshot.walk(range), filter, encoding), frame);
  }

  /** A list of objects that were found before. */
  public static ListSource of(
      WatchCache cache, List<Frozen> found, ItemEncoding encoding, Frame frame) {
    return new ListSource(cache, new FoundItems(found, encoding), frame);
  }

  @Override
  public void opened(StreamChannel opened) {
    channel = opened;
    body = gzip ? new GzipBody(opened, cache.derived()) : new PlainBody(opened);
    scheduleCheck(opened);
    takeTurns(opened);
  }

  @Override
  public void writable() {
    if (channel != null) {
      takeTurns(channel);
    }
  }

  @Override
  public void closed() {
    over = true;
    channel = null;
    body = null;
    if (cancelCheck != null) {
      cancelCheck.run();
      cancelCheck = null;
    }
  }

  private void takeTurns(StreamChannel open) {
    if (!inTurns && !over) {
      inTurns = true;
      cache.turns(open.loop()).add(this);
    }
  }

  @Override
  public boolean take() {
    inTurns = channel != null && body != null && !over && slice(channel, body);
    return inTurns;
  }

  private boolean slice(StreamChannel open, ListBody out) {
    if (!open.isWritable()) {
      return false;
    }
    moved = true;
    if (!begun) {
      begun = true;
      out.text(header);
    }
    boolean more = items.slice(out);
    if (!more) {
      out.text(footer);
      out.finish();
    }
    open.flush();
    if (!more) {
      over = true;
      open.end();
      return false;
    }
    return open.isWritable();
  }

  private void scheduleCheck(StreamChannel open) {
    moved = false;
    cancelCheck = open.loop().schedule(STALL, () -> check(open));
  }

  private void check(StreamChannel open) {
    cancelCheck = null;
    if (over) {
      return;
    }
    if (moved) {
      scheduleCheck(open);
    } else {
      over = true;
      open.abort();
    }
  }
}
