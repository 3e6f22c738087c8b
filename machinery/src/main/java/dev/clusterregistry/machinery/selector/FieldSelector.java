package dev.clusterregistry.machinery.selector;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requirements on fields that must all hold. Canonical like {@link LabelSelector}: equal whatever
 * the order and spelling of the terms.
 *
 * @param requirements distinct and sorted
 */
public record FieldSelector(List<FieldRequirement> requirements) {
  /** Selects everything. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public static final String NAME = "metadata.name";
  public static final String NAMESPACE = "metadata.namespace";

  public FieldSelector {
    requirements = List.copyOf(new TreeSet<>(requirements));
  }

  /**
   * Parses the {@code fieldSelector} parameter; the empty text selects everything.
   *
   * @throws StatusException 400 with Kubernetes' text
   */
  public static FieldSelector parse(String text) {
    return text.isEmpty() ? EVERYTHING : new FieldSelector(FieldParser.parse(text));
  }

  /**
   * Refuses fields that the kind cannot select by.
   *
   * @param selectable the kind's own selectable fields; name and namespace always are
   * @throws StatusException 400 naming the first unknown field
   */
  public FieldSelector restrictedTo(Collection<String> selectable) {
    for (FieldRequirement requirement : requirements) {
      String field = requirement.field();
      if (!field.equals(NAME) && !field.equals(NAMESPACE) && !selectable.contains(field)) {
        throw unknown(field, selectable);
      }
    }
    return this;
  }

  /** Kinds with selectable fields of their own have another text than those without. */
  private static StatusException unknown(String field, Collection<String> selectable) {
    return Statuses.badRequest(
        selectable.isEmpty()
            ? GoQuote.quote(field)
                + " is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            : "field label not supported: " + field);
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }

  /**
   * The value that a field must have by an {@code =} term, or null if there is none. A selector
   * with two such terms may still select nothing.
   */
  public @Nullable String exactly(String field) {
    for (FieldRequirement requirement : requirements) {
      if (requirement.field().equals(field) && requirement.equal()) {
        return requirement.value();
      }
    }
    return null;
  }

  /**
   * Whether an object with these fields is selected.
   *
   * @param value a field's value; null or empty if it has none
   */
  public boolean matches(Function<String, @Nullable String> value) {
    for (int i = 0; i < requirements.size(); i++) {
      FieldRequirement requirement = requirements.get(i);
      if (!requirement.matches(value.apply(requirement.field()))) {
        return false;
      }
    }
    return true;
  }

  /** The canonical text; parses back to an equal selector. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (FieldRequirement requirement : requirements) {
      out.append(out.isEmpty() ? "" : ",").append(requirement);
    }
    return out.toString();
  }
}
