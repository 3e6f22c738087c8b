package dev.clusterregistry.apiserver.cache;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets objects share equal label and field strings: a fleet has few distinct ones. Used by one
 * thread at a time.
 */
final class LabelPool {
  private static final int LIMIT = 50_000;
  private static final int LONGEST = 64;

  private final Map<String, String> pool = new HashMap<>();

  /** Replaces the object's strings by shared ones; the object has not been seen by others yet. */
  Frozen shared(Frozen object) {
    share(object.labels());
    share(object.fields());
    return object;
  }

  private void share(String[] strings) {
    for (int i = 0; i < strings.length; i++) {
      if (strings[i].length() <= LONGEST) {
        strings[i] = shared(strings[i]);
      }
    }
  }

  private String shared(String text) {
    String known = pool.get(text);
    if (known != null) {
      return known;
    }
    if (pool.size() >= LIMIT) {
      pool.clear();
    }
    pool.put(text, text);
    return text;
  }
}
