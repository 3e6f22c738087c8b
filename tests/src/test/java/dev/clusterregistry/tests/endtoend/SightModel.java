package dev.clusterregistry.tests.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody should see who may get some clusters and list none: the objects' labels and the
 * names that may be got, revision by revision.
 */
final class SightModel {
  private final List<Step> steps = new ArrayList<>();
  private Map<String, String> objects = Map.of();
  private Set<String> granted = Set.of();

  /** An event without what does not matter. */
  record Seen(String type, String name, long revision) {
    static Seen of(Event event) {
      return new Seen(event.type(), event.name(), event.revision());
    }
  }

  /**
   * @param objects labels by name; each write changes the label
   * @param granted the names that may be got; a star stands for all
   */
  private record Step(long revision, Map<String, String> objects, Set<String> granted) {

    boolean shows(String name, @Nullable String label) {
      String own = objects.get(name);
      return own != null
          && (granted.contains(name) || granted.contains("*"))
          && (label == null || label.equals(own));
    }
  }

  /** An object has this label from a revision on; none if null. */
  void object(long revision, String name, @Nullable String label) {
    Map<String, String> next = new TreeMap<>(objects);
    if (label == null) {
      next.remove(name);
    } else {
      next.put(name, label);
    }
    objects = next;
    steps.add(new Step(revision, objects, granted));
  }

  void granted(long revision, Set<String> names) {
    granted = Set.copyOf(names);
    steps.add(new Step(revision, objects, granted));
  }

  long first() {
    return steps.getFirst().revision;
  }

  long last() {
    return steps.getLast().revision;
  }

  boolean has(String name) {
    return objects.containsKey(name);
  }

  /** What a list at a revision shows. */
  Set<String> visible(long revision, @Nullable String label) {
    Step step = at(revision);
    Set<String> names = new TreeSet<>();
    for (String name : step.objects.keySet()) {
      if (step.shows(name, label)) {
        names.add(name);
      }
    }
    return names;
  }

  /** What a watch from a revision on sends, up to the last one. */
  List<Seen> events(long after, @Nullable String label) {
    List<Seen> events = new ArrayList<>();
    for (int i = 1; i < steps.size(); i++) {
      List<Seen> changes = between(steps.get(i - 1), steps.get(i), label);
      long revision = steps.get(i).revision;
      if (revision > after || (revision == after && changes.size() > 1)) {
        events.addAll(changes);
      }
    }
    return events;
  }

  private static List<Seen> between(Step before, Step now, @Nullable String label) {
    Set<String> names = new TreeSet<>(before.objects.keySet());
    names.addAll(now.objects.keySet());
    List<Seen> events = new ArrayList<>();
    for (String name : names) {
      boolean was = before.shows(name, label);
      boolean is = now.shows(name, label);
      boolean changed = !Objects.equals(before.objects.get(name), now.objects.get(name));
      if (is && (!was || changed)) {
        events.add(new Seen(was ? "MODIFIED" : "ADDED", name, now.revision));
      } else if (was && !is) {
        events.add(new Seen("DELETED", name, now.revision));
      }
    }
    return events;
  }

  private Step at(long revision) {
    Step found = steps.getFirst();
    for (Step step : steps) {
      if (step.revision <= revision) {
        found = step;
      }
    }
    return found;
  }
}
