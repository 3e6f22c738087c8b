package dev.clusterregistry.machinery.selector;

import dev.clusterregistry.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requirements on labels that must all hold. Canonical: selectors that select the same by their
 * form ({@code a=1}, {@code a==1} and {@code a in (1,1)}; the order of terms) are equal and have
 * one text, so that a selector can be the key of watchers sharing their work.
 *
 * @param requirements distinct, sorted by key, then by text
 */
public record LabelSelector(List<LabelRequirement> requirements) {
  /** Selects everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    List<LabelRequirement> sorted = new ArrayList<>(new LinkedHashSet<>(requirements));
    sorted.sort(LabelRequirement.ORDER);
    requirements = List.copyOf(sorted);
  }

  /**
   * Parses the {@code labelSelector} parameter; the empty text selects everything.
   *
   * @throws StatusException 400 with Kubernetes' text
   */
  public static LabelSelector parse(String text) {
    return text.isEmpty() ? EVERYTHING : new LabelSelector(new LabelParser(text).parse());
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }

  /**
   * Whether an object with these labels is selected.
   *
   * @param label the value of a label, or null if the object lacks it
   */
  public boolean matches(Function<String, @Nullable String> label) {
    for (int i = 0; i < requirements.size(); i++) {
      LabelRequirement requirement = requirements.get(i);
      if (!requirement.matches(label.apply(requirement.key()))) {
        return false;
      }
    }
    return true;
  }

  /** The canonical text; parses back to an equal selector. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (LabelRequirement requirement : requirements) {
      out.append(out.isEmpty() ? "" : ",").append(requirement);
    }
    return out.toString();
  }
}
