package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CacheMetrics;
import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventLog;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One resource's watchers on one loop. Live watchers, those that have everything up to {@link
 * #position}, are grouped into classes; each event is offered once per class. The others go on by
 * themselves until they have caught up.
 */
final class ResourceHub {
  /** Events drained in one task, before the loop sees to its sockets again. */
  private static final int AT_ONCE = 256;

  private final WatchHub hub;
  private final EventLog log;
  private final Snapshot first;
  private final CacheMetrics metrics;
  private final Map<ClassKey, WatchClass> classes = new HashMap<>();
  private final List<WatchClass> general = new ArrayList<>();
  private final Map<String, List<WatchClass>> byName = new HashMap<>();
  private final List<WatchClass> touched = new ArrayList<>();
  private final List<WatchClass> emptied = new ArrayList<>();
  private final Set<Watcher> future = new LinkedHashSet<>();
  private final Set<Watcher> followers = new LinkedHashSet<>();
  private long position;
  private long revision;
  private int live;
  private boolean offering;

  ResourceHub(WatchHub hub, Snapshot now) {
    this.hub = hub;
    this.first = now;
    this.log = now.log();
    this.position = now.end();
    this.revision = now.revision();
    this.metrics = hub.cache().metrics(now.resource());
  }

  WatchHub hub() {
    return hub;
  }

  EventLog log() {
    return log;
  }

  CacheMetrics metrics() {
    return metrics;
  }

  /** Live watchers have all events below this position of the log. */
  long position() {
    return position;
  }

  /** Live watchers have all events up to this revision. */
  long revision() {
    return revision;
  }

  WatchClass classOf(ClassKey key) {
    return classes.computeIfAbsent(key, missing -> new WatchClass(this, missing));
  }

  void forget(WatchClass unused) {
    classes.remove(unused.key());
  }

  /** Watchers of revisions that do not exist yet. */
  Set<Watcher> future() {
    return future;
  }

  /** Watchers that follow the log by themselves, and want to hear of every batch of changes. */
  Set<Watcher> followers() {
    return followers;
  }

  /** There are new events, of this resource or another. */
  void wakeFollowers() {
    followers.forEach(Watcher::wake);
  }

  /** Offers what is new to all classes; returns whether there is more. */
  boolean drain() {
    Snapshot now = hub.cache().current(first.resource());
    if (now.log() != log) {
      return false; // a reset is on its way
    }
    if (live == 0) {
      position = now.end();
      revision = now.revision();
    } else {
      hub.writing(() -> offerUpTo(now));
    }
    releaseFuture();
    return position < now.end();
  }

  private void offerUpTo(Snapshot now) {
    offering = true;
    long until = Math.min(now.end(), position + AT_ONCE);
    while (position < until) {
      Event event = log.get(position);
      if (event == null) {
        liveClasses().forEach(WatchClass::overtaken);
        position = now.end();
        break;
      }
      offer(event);
      position++;
      revision = event.revision();
    }
    for (WatchClass each : touched) {
      each.flush(position);
    }
    touched.clear();
    offering = false;
    emptied.forEach(this::deactivate);
    emptied.clear();
    if (position == now.end()) {
      revision = now.revision();
    }
  }

  private void offer(Event event) {
    for (int i = 0; i < general.size(); i++) {
      general.get(i).offer(event, position);
    }
    if (!byName.isEmpty()) {
      List<WatchClass> named = byName.get(name(event));
      for (int i = 0; named != null && i < named.size(); i++) {
        named.get(i).offer(event, position);
      }
    }
  }

  private static String name(Event event) {
    Frozen state = event.current() != null ? event.current() : event.previous();
    return state != null ? state.name() : event.key().substring(event.key().lastIndexOf('/') + 1);
  }

  void touch(WatchClass each) {
    touched.add(each);
  }

  private List<WatchClass> liveClasses() {
    List<WatchClass> all = new ArrayList<>(general);
    byName.values().forEach(all::addAll);
    return all;
  }

  private void releaseFuture() {
    if (future.isEmpty()) {
      return;
    }
    for (Watcher watcher : List.copyOf(future)) {
      watcher.noLongerFuture();
    }
  }

  /** A class has got its first live watcher. */
  void activate(WatchClass each) {
    dispatchList(each).add(each);
  }

  /** A class has lost its last live watcher. The lists stay as they are while they are walked. */
  void deactivate(WatchClass each) {
    if (offering) {
      emptied.add(each);
      return;
    }
    dispatchList(each).remove(each);
    String name = each.key().filter().name();
    if (name != null && dispatchList(each).isEmpty()) {
      byName.remove(name);
    }
  }

  void liveChanged(int difference) {
    live += difference;
  }

  private List<WatchClass> dispatchList(WatchClass each) {
    @Nullable String name = each.key().filter().name();
    return name == null ? general : byName.computeIfAbsent(name, key -> new ArrayList<>(1));
  }
}
