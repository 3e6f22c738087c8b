package dev.clusterregistry.apiserver.cache;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Something immutable of which other encodings are remembered in a {@link DerivedCache}. The memo
 * hangs on the thing itself: finding it takes no hash, and it dies with the thing.
 */
public abstract class Derivable {
  private static final AtomicReferenceFieldUpdater<Derivable, @Nullable Memo> MEMO =
      AtomicReferenceFieldUpdater.newUpdater(Derivable.class, Memo.class, "memo");

  @SuppressWarnings("UnusedVariable") // through MEMO
  private volatile @Nullable Memo memo;

  Derivable() {}

  /** One derived encoding; an immutable list through {@code next}. */
  private record Memo(DerivedCache.Entry entry, @Nullable Memo next) {}

  DerivedCache.@Nullable Entry find(Object encoding) {
    return find(memo, encoding);
  }

  /** Adds the entry, or returns the one that another thread added for the same encoding. */
  DerivedCache.Entry add(DerivedCache.Entry entry) {
    while (true) {
      Memo seen = memo;
      DerivedCache.Entry other = find(seen, entry.encoding);
      if (other != null) {
        return other;
      }
      if (MEMO.compareAndSet(this, seen, new Memo(entry, seen))) {
        return entry;
      }
    }
  }

  void remove(DerivedCache.Entry entry) {
    while (true) {
      Memo seen = memo;
      if (MEMO.compareAndSet(this, seen, without(seen, entry))) {
        return;
      }
    }
  }

  private static DerivedCache.@Nullable Entry find(@Nullable Memo from, Object encoding) {
    for (Memo each = from; each != null; each = each.next) {
      if (each.entry.encoding.equals(encoding)) {
        return each.entry;
      }
    }
    return null;
  }

  private static @Nullable Memo without(@Nullable Memo from, DerivedCache.Entry entry) {
    if (from == null) {
      return null;
    }
    Memo rest = without(from.next, entry);
    return from.entry == entry ? rest : new Memo(from.entry, rest);
  }
}
