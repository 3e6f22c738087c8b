package dev.clusterregistry.apiserver.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All objects of one resource at one revision of the store. Immutable. */
public final class Snapshot {
  /** The {@link #end} of a state that was read beside the log, which need not have come to it. */
  static final long NOWHERE = -1;

  private final CachedResource resource;
  private final long revision;
  private final FrozenTree tree;
  private final Map<String, String> broken;
  private final EventLog log;
  private final long end;

  Snapshot(
      CachedResource resource,
      long revision,
      FrozenTree tree,
      Map<String, String> broken,
      EventLog log,
      long end) {
    this.resource = resource;
    this.revision = revision;
    this.tree = tree;
    this.broken = broken;
    this.log = log;
    this.end = end;
  }

  public CachedResource resource() {
    return resource;
  }

  /** The store's revision of which this is the state: every write up to it, none above. */
  public long revision() {
    return revision;
  }

  public int size() {
    return tree.size();
  }

  /** Whether another snapshot, of whatever revision, holds the very same objects. */
  @SuppressWarnings("ReferenceEquality") // trees that did not change are shared
  public boolean sameObjectsAs(Snapshot other) {
    return tree == other.tree && log == other.log && broken.equals(other.broken);
  }

  /** The object of a key, or null. Ask {@link #broken} too. */
  public @Nullable Frozen get(String key) {
    return tree.get(key);
  }

  /** Keys whose stored value cannot be decoded, with the reason; such objects are not listed. */
  public Map<String, String> broken() {
    return broken;
  }

  /**
   * The keys that a filter's objects can have: {@code prefix[namespace/]name}. Smaller than
   * everything if the filter names a namespace or an object.
   */
  public KeyRange range(ObjectFilter filter) {
    Frozen any = tree.first();
    boolean namespaced = any != null && !any.namespace().isEmpty();
    String within = resource.prefix();
    if (namespaced && filter.namespace() == null) {
      return KeyRange.ALL;
    }
    if (namespaced) {
      within += filter.namespace() + "/";
    }
    if (filter.name() != null) {
      String key = within + filter.name();
      return new KeyRange(key, key + '\0');
    }
    return namespaced ? KeyRange.ofPrefix(within) : KeyRange.ALL;
  }

  public Walk walk(KeyRange range) {
    return new Walk(tree, range);
  }

  /** How many objects lie in the range. */
  public int count(KeyRange range) {
    int until = range.until() == null ? tree.size() : tree.rank(range.until());
    return until - tree.rank(range.from());
  }

  /**
   * Finds where a page of at most {@code limit} matching objects ends; no limit if not above 0. As
   * in Kubernetes, a full page has a next one if any object follows, matching or not.
   */
  public Page page(KeyRange range, ObjectFilter filter, long limit) {
    boolean everything = filter.isEverything();
    if (everything && limit <= 0) {
      return new Page(range, count(range), null, -1, null);
    }
    int count = 0;
    List<Frozen> few = everything ? null : new ArrayList<>();
    Walk walk = walk(range);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        if (!filter.matches(object)) {
          continue;
        }
        count++;
        if (few != null) {
          few.add(object);
          few = count < Page.FEW ? few : null;
        }
        if (count == limit && (i + 1 < walk.until() || walk.next())) {
          String last = object.key();
          boolean counted = filter.labels().isEverything() && filter.further().isEmpty();
          long remaining = counted ? count(range.after(last)) : -1;
          return new Page(range.through(last), count, last, remaining, few);
        }
      }
    }
    return new Page(range, count, null, -1, few);
  }

  FrozenTree tree() {
    return tree;
  }

  /** The log that goes on where this snapshot ends. */
  public EventLog log() {
    return log;
  }

  /** The position in {@link #log} of the first event that is not in this snapshot. */
  public long end() {
    return end;
  }

  Snapshot at(long other) {
    return other == revision ? this : new Snapshot(resource, other, tree, broken, log, end);
  }
}
