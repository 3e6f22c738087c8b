package dev.clusterregistry.machinery.selector;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One term of a label selector.
 *
 * @param values sorted and distinct; at least one for {@code IN} and {@code NOT_IN}, exactly one
 *     (an integer) for {@code GREATER} and {@code LESS}, none otherwise
 */
public record LabelRequirement(String key, Operator operator, List<String> values) {
  /** How a label is compared. Equality is a set of one. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT,
    GREATER,
    LESS
  }

  static final Comparator<LabelRequirement> ORDER =
      Comparator.comparing(LabelRequirement::key).thenComparing(LabelRequirement::toString);

  public LabelRequirement {
    values = List.copyOf(new TreeSet<>(values));
  }

  /**
   * @param actual the label's value, or null if the object lacks it
   */
  public boolean matches(@Nullable String actual) {
    return switch (operator) {
      case IN -> actual != null && values.contains(actual);
      case NOT_IN -> actual == null || !values.contains(actual);
      case EXISTS -> actual != null;
      case ABSENT -> actual == null;
      case GREATER, LESS -> actual != null && compares(actual);
    };
  }

  private boolean compares(String actual) {
    Long left = WholeNumber.parse(actual);
    Long right = WholeNumber.parse(values.get(0));
    if (left == null || right == null) {
      return false;
    }
    return operator == Operator.GREATER ? left > right : left < right;
  }

  @Override
  public String toString() {
    return switch (operator) {
      case IN -> values.size() == 1 ? key + "=" + values.get(0) : key + " in (" + joined() + ")";
      case NOT_IN ->
          values.size() == 1 ? key + "!=" + values.get(0) : key + " notin (" + joined() + ")";
      case EXISTS -> key;
      case ABSENT -> "!" + key;
      case GREATER -> key + ">" + values.get(0);
      case LESS -> key + "<" + values.get(0);
    };
  }

  private String joined() {
    return String.join(",", values);
  }
}
