package dev.clusterregistry.apiserver.cache;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One object at one revision, in the bytes that every reader, list and watcher shares. Immutable
 * but for the memo of {@link Derivable}; nobody may write to {@link #json}.
 *
 * <p>A class and not a record because other encodings of it are remembered on the object itself.
 */
public final class Frozen extends Derivable {
  private static final byte[] REVISION_MEMBER =
      "\"resourceVersion\":\"".getBytes(StandardCharsets.US_ASCII);

  /** What an object costs beside its JSON: headers, arrays, key and name. An estimate. */
  private static final int OVERHEAD = 320;

  private final String key;
  private final long revision;
  private final byte[] json;
  private final String namespace;
  private final String name;
  private final String[] labels;
  private final String[] fields;
  private final boolean stale;

  /**
   * @param key the store's key
   * @param revision of the write that made it (of the deletion, for the last state in a DELETED
   *     event)
   * @param json the object in its storage version, compact, resourceVersion included as the first
   *     member of that name, without a newline at the end
   * @param namespace empty for a cluster-scoped object
   * @param labels names and values in turn, sorted by name; empty if none
   * @param fields values of the kind's selectable fields, in the kind's order (metadata.name and
   *     namespace not included)
   */
  public Frozen(
      String key,
      long revision,
      byte[] json,
      String namespace,
      String name,
      String[] labels,
      String[] fields) {
    this(key, revision, json, namespace, name, labels, fields, false);
  }

  private Frozen(
      String key,
      long revision,
      byte[] json,
      String namespace,
      String name,
      String[] labels,
      String[] fields,
      boolean stale) {
    this.key = key;
    this.revision = revision;
    this.json = json;
    this.namespace = namespace;
    this.name = name;
    this.labels = labels;
    this.fields = fields;
    this.stale = stale;
  }

  public String key() {
    return key;
  }

  public long revision() {
    return revision;
  }

  public byte[] json() {
    return json;
  }

  public String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  public String[] labels() {
    return labels;
  }

  public String[] fields() {
    return fields;
  }

  /** Stored in another form than a write would store it in now, such as an older version. */
  public boolean isStale() {
    return stale;
  }

  /** The same object, stored in an outdated form. */
  public Frozen asStale() {
    return new Frozen(key, revision, json, namespace, name, labels, fields, true);
  }

  /** The value of a label, or null. */
  public @Nullable String label(String name) {
    for (int i = 0; i < labels.length; i += 2) {
      if (labels[i].equals(name)) {
        return labels[i + 1];
      }
    }
    return null;
  }

  /** The same content under another revision, as a DELETED event carries it. */
  public Frozen at(long other) {
    int from = revisionDigits();
    int until = from;
    while (json[until] != '"') {
      until++;
    }
    byte[] digits = Long.toString(other).getBytes(StandardCharsets.US_ASCII);
    byte[] restamped = new byte[json.length - (until - from) + digits.length];
    System.arraycopy(json, 0, restamped, 0, from);
    System.arraycopy(digits, 0, restamped, from, digits.length);
    System.arraycopy(json, until, restamped, from + digits.length, json.length - until);
    return new Frozen(key, other, restamped, namespace, name, labels, fields);
  }

  /** Heap bytes held, about. */
  int cost() {
    return OVERHEAD + json.length;
  }

  private int revisionDigits() {
    int last = json.length - REVISION_MEMBER.length;
    for (int i = 0; i <= last; i++) {
      int matched = 0;
      while (matched < REVISION_MEMBER.length && json[i + matched] == REVISION_MEMBER[matched]) {
        matched++;
      }
      if (matched == REVISION_MEMBER.length) {
        return i + matched;
      }
    }
    throw new IllegalStateException(key + " has no resourceVersion");
  }

  @Override
  public String toString() {
    return key + "@" + revision + " " + new String(json, StandardCharsets.UTF_8);
  }
}
