package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.machinery.codec.StoredValue;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.encryption.Seals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How stored values are encrypted, and which of them cannot be opened.
 *
 * @param forms how many there are of which form, such as: aesgcm key "key1"
 * @param problems one line each; empty if all is well
 */
public record ValueCheck(Map<String, Integer> forms, List<String> problems) {
  private static final String OLD = "/clusters/";

  /**
   * @param seals null if no keys are given: then encrypted values are only counted
   */
  public static ValueCheck of(List<Entry> entries, @Nullable Seals seals) {
    Map<String, Integer> forms = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key().startsWith(OLD)) {
        forms.merge("of the first cluster registry", 1, Integer::sum);
        continue;
      }
      String form = Seals.describe(entry.value());
      forms.merge(form.equals("identity") ? "not encrypted" : form, 1, Integer::sum);
      String problem = problem(entry, form, seals);
      if (problem != null) {
        problems.add("\"" + entry.key() + "\": " + problem);
      }
    }
    return new ValueCheck(forms, problems);
  }

  private static @Nullable String problem(Entry entry, String form, @Nullable Seals seals) {
    if (seals == null) {
      return form.equals("identity") ? format(entry.value()) : null;
    }
    return switch (seals.open(entry.key(), entry.value())) {
      case Seals.Opened.Value opened -> format(opened.value());
      case Seals.Opened.Failure failure -> failure.reason();
    };
  }

  private static @Nullable String format(byte[] value) {
    return value.length > 0 && value[0] == StoredValue.JSON ? null : "its format is unknown";
  }
}
