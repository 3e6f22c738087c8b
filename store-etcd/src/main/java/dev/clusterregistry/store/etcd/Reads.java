package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.RangeRequest;
import dev.clusterregistry.store.etcd.protocol.RangeResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Linearizable reads, and scans in pages at one revision. */
final class Reads {
  private static final int FIRST_PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;
  private static final long PAGE_BYTES = 8 << 20;
  private static final int TRIES = 3;

  private final Calls calls;
  private final Keys keys;

  Reads(Calls calls, Keys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** What costs least and is linearizable: a key that holds next to nothing. */
  private RangeRequest smallest() {
    return RangeRequest.newBuilder().setKey(keys.tick()).setKeysOnly(true).build();
  }

  /** Of whichever member answers. */
  RangeResponse now() {
    return calls.read(Rpc.RANGE, smallest());
  }

  RangeResponse now(Member member, Duration timeout) {
    String token = calls.token();
    try {
      return calls.once(member, Rpc.RANGE, smallest(), timeout);
    } catch (StatusRuntimeException e) {
      if (calls.trouble(e, token) != Trouble.CREDENTIALS) {
        throw e;
      }
      calls.login(member, token);
      return calls.once(member, Rpc.RANGE, smallest(), timeout);
    }
  }

  @Nullable KeyValue pair(ByteString key) {
    RangeResponse answer = calls.read(Rpc.RANGE, RangeRequest.newBuilder().setKey(key).build());
    return answer.getKvsCount() == 0 ? null : answer.getKvs(0);
  }

  /**
   * What the key held at a revision.
   *
   * @throws StatusRuntimeException if that is compacted or to come
   */
  @Nullable KeyValue pair(ByteString key, long revision) {
    RangeResponse answer =
        calls.read(Rpc.RANGE, RangeRequest.newBuilder().setKey(key).setRevision(revision).build());
    return answer.getKvsCount() == 0 ? null : answer.getKvs(0);
  }

  /**
   * @param check looks at the first page
   */
  Scan scan(String prefix, Consumer<RangeResponse> check) {
    for (int i = 0; ; i++) {
      try {
        return scan(prefix, 0, check);
      } catch (StatusRuntimeException e) {
        // Compacted between two pages: what was current then is still there, at a newer revision.
        if (i == TRIES) {
          throw new UnusableStoreException("etcd is compacted faster than it is read", e);
        }
      }
    }
  }

  /**
   * @param exact the revision of which the state is wanted; 0 for the latest
   * @throws StatusRuntimeException if that is compacted or to come
   */
  Scan scan(String prefix, long exact, Consumer<RangeResponse> check) {
    ByteString from = keys.ofAll(prefix);
    ByteString end = Keys.endOf(from);
    List<Entry> entries = new ArrayList<>();
    boolean first = true;
    long revision = exact;
    long limit = FIRST_PAGE;
    while (true) {
      RangeRequest request =
          RangeRequest.newBuilder()
              .setKey(from)
              .setRangeEnd(end)
              .setLimit(limit)
              .setRevision(revision)
              .build();
      RangeResponse page = calls.read(Rpc.RANGE, request);
      if (first) {
        check.accept(page);
        revision = exact > 0 ? exact : page.getHeader().getRevision();
        first = false;
      }
      add(page, prefix, entries);
      if (!page.getMore()) {
        return new Scan(revision, List.copyOf(entries));
      }
      from = next(page.getKvs(page.getKvsCount() - 1).getKey());
      limit = limit(page);
    }
  }

  @Nullable Entry get(String key, Consumer<RangeResponse> check) {
    RangeResponse answer =
        calls.read(Rpc.RANGE, RangeRequest.newBuilder().setKey(keys.of(key)).build());
    check.accept(answer);
    for (KeyValue pair : answer.getKvsList()) {
      return new Entry(key, pair.getValue().toByteArray(), pair.getModRevision());
    }
    return null;
  }

  private void add(RangeResponse page, String prefix, List<Entry> entries) {
    for (KeyValue pair : page.getKvsList()) {
      String key = keys.shown(pair);
      if (key != null && key.startsWith(prefix)) {
        entries.add(new Entry(key, pair.getValue().toByteArray(), pair.getModRevision()));
      }
    }
  }

  /** Big pages are cheaper, because etcd counts the rest for each, but a message has a limit. */
  private static long limit(RangeResponse page) {
    long each = 1L + page.getSerializedSize() / page.getKvsCount();
    return Math.clamp(PAGE_BYTES / each, 1, LARGEST_PAGE);
  }

  private static ByteString next(ByteString key) {
    return key.concat(ByteString.copyFrom(new byte[1]));
  }
}
