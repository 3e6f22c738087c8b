package dev.clusterregistry.apiserver.cache;

/**
 * One requirement of a field selector.
 *
 * @param field index into {@link Frozen#fields}, or {@link #NAME} or {@link #NAMESPACE}
 * @param equal the field must have the value; otherwise it must not
 */
public record FieldMatch(int field, String value, boolean equal) implements ObjectMatch {
  public static final int NAME = -1;
  public static final int NAMESPACE = -2;

  @Override
  public boolean matches(Frozen object) {
    String actual =
        switch (field) {
          case NAME -> object.name();
          case NAMESPACE -> object.namespace();
          default -> object.fields()[field];
        };
    return actual.equals(value) == equal;
  }
}
