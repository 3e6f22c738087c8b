package dev.clusterregistry.machinery.field;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in an object, such as {@code spec.servers[0].address} or {@code
 * metadata.labels[app]}. Built from the root; cheap to extend, rendered only when something is
 * wrong.
 */
public final class FieldPath {
  private final @Nullable FieldPath parent;
  private final String step;
  private final boolean subscript;

  private FieldPath(@Nullable FieldPath parent, String step, boolean subscript) {
    this.parent = parent;
    this.step = step;
    this.subscript = subscript;
  }

  public static FieldPath of(String root) {
    return new FieldPath(null, root, false);
  }

  public FieldPath child(String name) {
    return new FieldPath(this, name, false);
  }

  public FieldPath index(int index) {
    return new FieldPath(this, Integer.toString(index), true);
  }

  public FieldPath key(String key) {
    return new FieldPath(this, key, true);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    append(out);
    return out.toString();
  }

  private void append(StringBuilder out) {
    if (parent != null) {
      parent.append(out);
    }
    if (subscript) {
      out.append('[').append(step).append(']');
    } else {
      out.append(parent == null || step.isEmpty() ? "" : ".").append(step);
    }
  }
}
