package dev.clusterregistry.store.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.ForwardingStore;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.Subscription;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is written to another store and opens what is read from it. A backup is as it is
 * stored: sealed.
 *
 * <p>A value that cannot be opened does not keep the others from being read: it comes out as {@link
 * #UNREADABLE} and the reason. Nobody can mistake that for an object, so nobody writes over it, and
 * it is there again when the right key is.
 */
public final class EncryptedStore extends ForwardingStore {
  /** Marks the reason why a value cannot be read, in the place of that value. Never stored. */
  public static final byte UNREADABLE = '!';

  private static final Logger LOG = LoggerFactory.getLogger(EncryptedStore.class);

  private final Set<Opening> followers = ConcurrentHashMap.newKeySet();
  private volatile Seals seals;
  private volatile boolean closed;

  public EncryptedStore(Store store, Seals seals) {
    super(store);
    this.seals = seals;
  }

  /**
   * Takes other seals from now on. Whoever follows the store has to start over, because what could
   * not be read may be readable now, and what was up to date may be outdated.
   */
  public void replace(Seals others) {
    seals = others;
    for (Opening follower : followers) {
      follower.end();
    }
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return opened(store.put(key, seals.close(key, value), expectedRevision));
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return opened(store.delete(key, expectedRevision));
  }

  private WriteResult opened(WriteResult result) {
    return switch (result) {
      case WriteResult.Committed committed -> committed;
      case WriteResult.Conflict conflict -> {
        Entry current = conflict.current();
        yield new WriteResult.Conflict(current == null ? null : opened(current));
      }
    };
  }

  private Entry opened(Entry entry) {
    return switch (seals.open(entry.key(), entry.value())) {
      case Seals.Opened.Value(byte[] value, boolean outdated) ->
          new Entry(entry.key(), value, entry.revision(), outdated);
      case Seals.Opened.Failure(String reason) ->
          new Entry(entry.key(), unreadable(entry.key(), reason), entry.revision(), true);
    };
  }

  private Change opened(Change change) {
    byte[] value = change.value();
    byte @Nullable [] previous = opened(change.key(), change.previousValue());
    if (value == null) {
      return new Change(change.revision(), change.key(), null, change.previousRevision(), previous);
    }
    Entry entry = opened(new Entry(change.key(), value, change.revision()));
    return new Change(
        change.revision(),
        change.key(),
        entry.value(),
        change.previousRevision(),
        previous,
        entry.outdated());
  }

  private byte @Nullable [] opened(String key, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    return switch (seals.open(key, value)) {
      case Seals.Opened.Value opened -> opened.value();
      case Seals.Opened.Failure failure -> unreadable(key, failure.reason());
    };
  }

  private static byte[] unreadable(String key, String reason) {
    LOG.error("{} cannot be read: {}", key, reason);
    return ((char) UNREADABLE + "the stored value cannot be read: " + reason).getBytes(UTF_8);
  }

  @Override
  public Scan scan(String prefix) {
    return opened(store.scan(prefix));
  }

  @Override
  public Scan scan(String prefix, long revision) {
    return opened(store.scan(prefix, revision));
  }

  private Scan opened(Scan scan) {
    List<Entry> entries = scan.entries().parallelStream().map(this::opened).toList();
    return new Scan(scan.revision(), entries);
  }

  @Override
  public @Nullable Entry get(String key) {
    Entry entry = store.get(key);
    return entry == null ? null : opened(entry);
  }

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    Opening opening = new Opening(sink);
    followers.add(opening);
    try {
      opening.follow(store.watch(prefix, after, opening));
    } catch (RuntimeException e) {
      followers.remove(opening);
      throw e;
    }
    return opening;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    store.close();
  }

  /** Opens a subscriber's changes on their way to it. */
  private final class Opening implements ChangeSink, Subscription {
    private final ChangeSink sink;
    private @Nullable Subscription source; // guarded by this
    private boolean over; // guarded by this

    Opening(ChangeSink sink) {
      this.sink = sink;
    }

    void follow(Subscription subscription) {
      synchronized (this) {
        source = subscription;
        if (!over) {
          return;
        }
      }
      subscription.close();
    }

    @Override
    public void changes(List<Change> batch) {
      sink.changes(batch.stream().map(EncryptedStore.this::opened).toList());
    }

    @Override
    public void progress(long revision) {
      sink.progress(revision);
    }

    @Override
    public void lost(StoreException reason) {
      followers.remove(this);
      sink.lost(reason);
    }

    /** Tells the subscriber to start over, after the last call that the source makes. */
    void end() {
      if (stop()) {
        sink.lost(new UnusableStoreException("the encryption keys have changed"));
      }
    }

    /** Whether it was still going. */
    private boolean stop() {
      boolean was = followers.remove(this);
      Subscription subscription;
      synchronized (this) {
        over = true;
        subscription = source;
      }
      if (subscription != null) {
        subscription.close();
      }
      return was;
    }

    @Override
    public void close() {
      stop();
    }
  }
}
