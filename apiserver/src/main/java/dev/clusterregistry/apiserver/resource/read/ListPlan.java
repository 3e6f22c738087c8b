package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Page;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Walk;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.list.ItemEncoding;
import dev.clusterregistry.apiserver.cache.list.ListSource;
import dev.clusterregistry.apiserver.resource.transform.ListMeta;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A page of a list, found but not yet written. */
public record ListPlan(Snapshot snapshot, Selection selection, Page page, ListMeta meta) {

  public int count() {
    return page.count();
  }

  /** Calls for each object of the page, in order, while the answer is true. */
  public void forEach(Predicate<Frozen> task) {
    List<Frozen> found = page.objects();
    if (found != null) {
      int next = 0;
      while (next < found.size() && task.test(found.get(next))) {
        next++;
      }
      return;
    }
    Walk walk = snapshot.walk(page.range());
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        if (selection.filter().matches(object) && !task.test(object)) {
          return;
        }
      }
    }
  }

  /**
   * What is left of the page to write.
   *
   * @param written how many objects are not left
   * @param last key of the last of them, or null
   */
  ListSource rest(
      int written,
      @Nullable String last,
      WatchCache cache,
      ItemEncoding encoding,
      ListSource.Frame frame) {
    List<Frozen> found = page.objects();
    if (found != null) {
      return ListSource.of(cache, found.subList(written, found.size()), encoding, frame);
    }
    KeyRange range = last == null ? page.range() : page.range().after(last);
    return ListSource.walking(cache, snapshot, range, selection.filter(), encoding, frame);
  }
}
