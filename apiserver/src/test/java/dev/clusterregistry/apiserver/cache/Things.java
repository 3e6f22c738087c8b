package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.machinery.selector.LabelSelector;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects for tests. A stored value is {@code labels;payload}, labels as {@code a=1,b=2}. */
public final class Things {
  public static final CachedResource THINGS =
      new CachedResource("things.example.org", "/registry/things/", Things::freeze);
  public static final CachedResource OTHERS =
      new CachedResource("others.example.org", "/registry/others/", Things::freeze);

  private Things() {}

  public static String key(String name) {
    return THINGS.prefix() + name;
  }

  public static Frozen freeze(String key, byte[] value, long revision) {
    String text = new String(value, StandardCharsets.UTF_8);
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      throw new UndecodableException("no semicolon");
    }
    String name = key.substring(key.lastIndexOf('/') + 1);
    String labels = text.substring(0, semicolon);
    return new Frozen(
        key,
        revision,
        json(name, revision, text).getBytes(StandardCharsets.UTF_8),
        "",
        name,
        labels.isEmpty() ? new String[0] : labels.split("[=,]", -1),
        new String[0]);
  }

  /** The JSON that the value of an object freezes to. */
  public static String json(String name, long revision, String value) {
    return "{\"kind\":\"Thing\",\"apiVersion\":\"example.org/v1\",\"metadata\":{\"resourceVersion\":\""
        + revision
        + "\",\"name\":\""
        + name
        + "\"},\"value\":\""
        + value
        + "\"}";
  }

  /** Writes whatever the current revision is; returns the new one. */
  public static long put(Store store, String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    WriteResult result = store.put(key, bytes, 0);
    if (result instanceof WriteResult.Conflict conflict && conflict.current() != null) {
      result = store.put(key, bytes, conflict.current().revision());
    }
    return ((WriteResult.Committed) result).revision();
  }

  public static long delete(Store store, String key) {
    WriteResult.Conflict found = (WriteResult.Conflict) store.delete(key, Long.MAX_VALUE);
    if (found.current() == null) {
      throw new IllegalStateException(key + " does not exist");
    }
    WriteResult result = store.delete(key, found.current().revision());
    return ((WriteResult.Committed) result).revision();
  }

  public static ObjectFilter labelled(String selector) {
    return new ObjectFilter(null, null, LabelSelector.parse(selector), List.of());
  }

  public static ObjectFilter filter(@Nullable String name, String selector) {
    return new ObjectFilter(null, name, LabelSelector.parse(selector), List.of());
  }
}
