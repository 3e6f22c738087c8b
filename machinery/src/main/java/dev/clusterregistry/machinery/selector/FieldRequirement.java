package dev.clusterregistry.machinery.selector;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One term of a field selector.
 *
 * @param equal true for {@code =}, false for {@code !=}
 */
public record FieldRequirement(String field, boolean equal, String value)
    implements Comparable<FieldRequirement> {
  private static final Comparator<FieldRequirement> ORDER =
      Comparator.comparing(FieldRequirement::field)
          .thenComparing(FieldRequirement::equal)
          .thenComparing(FieldRequirement::value);

  /**
   * @param actual the field's value; null counts as empty
   */
  public boolean matches(@Nullable String actual) {
    return value.equals(actual == null ? "" : actual) == equal;
  }

  @Override
  public int compareTo(FieldRequirement other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    return field + (equal ? "=" : "!=") + escaped;
  }
}
