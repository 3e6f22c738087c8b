package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies one batch of changes to one resource: snapshot and events before, snapshot after. */
final class Applier {
  private final Snapshot before;
  private final TreeEdit edit;
  private final LabelPool labels;
  private final CacheMetrics metrics;
  private final List<Event> events = new ArrayList<>();
  private Map<String, String> broken;
  private long replacedBytes;

  Applier(Snapshot before, LabelPool labels, CacheMetrics metrics) {
    this.before = before;
    this.edit = new TreeEdit(before.tree());
    this.labels = labels;
    this.metrics = metrics;
    this.broken = before.broken();
  }

  void apply(Change change) {
    Frozen current = null;
    String reason = null;
    byte[] value = change.value();
    if (value != null) {
      try {
        current =
            labels.shared(
                before
                    .resource()
                    .freeze(change.key(), value, change.revision(), change.outdated()));
      } catch (UndecodableException e) {
        reason = String.valueOf(e.getMessage());
        metrics.undecodable.increment();
      }
    }
    Frozen previous = current == null ? edit.remove(change.key()) : edit.put(current);
    if (previous != null) {
      replacedBytes += previous.cost();
    }
    remember(change.key(), reason);
    events.add(new Event(change.revision(), change.key(), current, previous, reason));
  }

  private void remember(String key, @Nullable String reason) {
    if (reason == null && !broken.containsKey(key)) {
      return;
    }
    Map<String, String> changed = new TreeMap<>(broken);
    if (reason == null) {
      changed.remove(key);
    } else {
      changed.put(key, reason);
    }
    broken = Map.copyOf(changed);
  }

  List<Event> events() {
    return events;
  }

  /** Heap bytes that only the state before the batch holds. */
  long cost() {
    return edit.copiedBytes() + replacedBytes;
  }

  Snapshot after(long revision) {
    return new Snapshot(
        before.resource(),
        revision,
        edit.done(),
        broken,
        before.log(),
        before.end() + events.size());
  }
}
