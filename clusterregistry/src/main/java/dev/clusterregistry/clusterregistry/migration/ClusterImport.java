package dev.clusterregistry.clusterregistry.migration;

import dev.clusterregistry.clusterregistry.storage.Crew;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.validation.ObjectMetaValidation;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts clusters that were found elsewhere into a store, as they are: with their uids, times,
 * labels, annotations and finalizers. Importing the same again changes nothing. A cluster that the
 * store has in another state is left alone unless it is to be overwritten; one that the source does
 * not have is always left alone.
 */
public final class ClusterImport {
  private static final String PREFIX = "/" + kind().group() + "/" + kind().plural() + "/";

  private final Store store;
  private final boolean overwrite;
  private final Map<String, Entry> existing = new HashMap<>();
  private final ObjectEncoder encoder = new ObjectEncoder();

  /**
   * What is going to happen to one cluster.
   *
   * @param origin where it is in the source
   * @param name here; empty if it cannot be read
   * @param value to be stored; null if it cannot be
   * @param revision of what it replaces; 0 for nothing
   */
  public record Step(
      String origin,
      String name,
      Outcome outcome,
      List<String> notes,
      byte @Nullable [] value,
      long revision) {

    Step as(Outcome other) {
      return new Step(origin, name, other, notes, value, revision);
    }
  }

  /** What becomes of a cluster. */
  public enum Outcome {
    CREATED,
    OVERWRITTEN,
    /** The store has exactly that already. */
    UNCHANGED,
    /** The store has it in another state, which stays. */
    DIFFERS,
    /** It cannot be brought into the form of this registry. */
    UNREADABLE
  }

  /**
   * @param store is read now, and written to by {@link #run}
   */
  public ClusterImport(Store store, boolean overwrite) {
    this.store = store;
    this.overwrite = overwrite;
    for (Entry entry : store.scan(PREFIX).entries()) {
      existing.put(entry.key(), entry);
    }
  }

  private static Kind kind() {
    return ClusterReader.VERSION.kind();
  }

  /** What importing these would do. Changes nothing. */
  public List<Step> plan(List<Found> found) {
    return new Naming(namesByUid()).resolve(found).stream().map(this::step).toList();
  }

  private Map<String, String> namesByUid() {
    Map<String, String> names = new HashMap<>();
    ObjectDecoder decoder = new ObjectDecoder();
    for (Entry entry : existing.values()) {
      byte[] value = entry.value();
      try {
        String uid =
            decoder.parse(value, 1, value.length - 1).path("metadata").path("uid").asString("");
        if (!uid.isEmpty()) {
          names.put(uid, entry.key().substring(PREFIX.length()));
        }
      } catch (DecodingException e) {
        // Of a value that cannot be read no uid is known; it counts as different.
      }
    }
    return names;
  }

  private Step step(Found found) {
    ObjectNode cluster = found.cluster();
    if (cluster == null) {
      return unreadable(found, found.notes().getFirst());
    }
    ObjectNode metadata = (ObjectNode) cluster.path("metadata");
    String name = metadata.path("name").asString("");
    List<String> problems = kind().rules().nameRule().problems(name);
    if (!problems.isEmpty()) {
      return unreadable(found, "the name \"" + name + "\" is not possible: " + problems.getFirst());
    }
    byte[] value = encoder.encodeValue(cluster, ClusterReader.VERSION);
    if (value.length > Store.LARGEST_VALUE) {
      return unreadable(
          found, "it has " + value.length + " bytes, more than " + Store.LARGEST_VALUE);
    }
    List<String> notes = new ArrayList<>(found.notes());
    for (FieldError error :
        new ObjectMetaValidation(kind().rules().nameRule(), false).onCreate(metadata)) {
      notes.add(
          "is taken over as it is, but has to be mended when it is next changed: " + error.text());
    }
    Entry there = existing.get(PREFIX + name);
    long revision = there == null ? 0 : there.revision();
    return new Step(found.origin(), name, outcome(value, there), notes, value, revision);
  }

  private Outcome outcome(byte[] value, @Nullable Entry there) {
    if (there == null) {
      return Outcome.CREATED;
    }
    if (Arrays.equals(there.value(), value)) {
      return Outcome.UNCHANGED;
    }
    return overwrite ? Outcome.OVERWRITTEN : Outcome.DIFFERS;
  }

  private static Step unreadable(Found found, String why) {
    return new Step(found.origin(), "", Outcome.UNREADABLE, List.of(why), null, 0);
  }

  /**
   * Does what was planned. What somebody else has changed since is left alone.
   *
   * @param progress is told how many are done, now and then
   * @return the steps as they have come out
   */
  public List<Step> run(List<Step> plan, Consumer<Integer> progress) {
    Set<String> lost = new HashSet<>();
    List<Step> writes = new ArrayList<>();
    for (Step step : plan) {
      if (step.outcome() == Outcome.CREATED || step.outcome() == Outcome.OVERWRITTEN) {
        writes.add(step);
      }
    }
    Crew.work(
        writes,
        step -> {
          byte[] value = step.value();
          if (value != null
              && store.put(PREFIX + step.name(), value, step.revision())
                  instanceof WriteResult.Conflict) {
            synchronized (lost) {
              lost.add(step.name());
            }
          }
        },
        progress);
    return plan.stream()
        .map(step -> lost.contains(step.name()) ? step.as(Outcome.DIFFERS) : step)
        .toList();
  }
}
