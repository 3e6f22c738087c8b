package dev.clusterregistry.apiserver.cache;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One object at one revision, in the bytes that every reader, list and watcher shares. Immutable;
 * nobody may write to {@link #json}.
 *
 * @param key the store's key
 * @param revision of the write that made it (of the deletion, for the last state in a DELETED
 *     event)
 * @param json the object in its storage version, compact, resourceVersion included, without a
 *     newline at the end
 * @param namespace empty for a cluster-scoped object
 * @param labels names and values in turn, sorted by name; empty if none
 * @param fields values of the kind's selectable fields, in the kind's order (metadata.name and
 *     namespace not included)
 */
public record Frozen(
    String key,
    long revision,
    byte[] json,
    String namespace,
    String name,
    String[] labels,
    String[] fields) {

  /** The value of a label, or null. */
  public @Nullable String label(String name) {
    for (int i = 0; i < labels.length; i += 2) {
      if (labels[i].equals(name)) {
        return labels[i + 1];
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return key + "@" + revision + " " + new String(json, StandardCharsets.UTF_8);
  }
}
