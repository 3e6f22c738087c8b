package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.ObjectMatch;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Walk;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Patience;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of rules makes appear and disappear, in the order of the keys.
 *
 * @param after what may be seen from then on
 */
record SightChange(List<Turned> turned, ObjectMatch after) {

  /**
   * @param appeared otherwise it disappeared
   */
  record Turned(Frozen object, boolean appeared) {}

  /**
   * Blocks. Null if what was so long ago is forgotten.
   *
   * @param before what could be seen until then; null to find that out too, as far as it is known
   */
  static @Nullable SightChange at(
      long revision,
      WatchCache cache,
      CachedResource resource,
      Sight.Limited sight,
      ObjectFilter selected,
      @Nullable ObjectMatch before) {
    ObjectMatch old = before == null ? sight.at(revision - 1, Patience.ENDLESS) : before;
    ObjectMatch after = sight.at(revision, Patience.ENDLESS);
    if (after == null) {
      return null;
    }
    if (old == null || after.equals(old)) {
      return new SightChange(List.of(), after);
    }
    Snapshot snapshot = cache.exactly(resource, revision, Patience.ENDLESS);
    return snapshot == null ? null : new SightChange(turned(snapshot, selected, old, after), after);
  }

  private static List<Turned> turned(
      Snapshot snapshot, ObjectFilter selected, ObjectMatch before, ObjectMatch after) {
    List<Turned> turned = new ArrayList<>();
    Walk walk = snapshot.walk(snapshot.range(selected));
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        boolean appeared = after.matches(object);
        if (appeared != before.matches(object) && selected.matches(object)) {
          turned.add(new Turned(object, appeared));
        }
      }
    }
    return turned;
  }

  /** What a client may see that already has everything up to the change. */
  SightChange without() {
    return new SightChange(List.of(), after);
  }
}
