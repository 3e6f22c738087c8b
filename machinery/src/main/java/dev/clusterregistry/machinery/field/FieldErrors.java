package dev.clusterregistry.machinery.field;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Several findings as one text, as Kubernetes' {@code ErrorList.ToAggregate}. */
public final class FieldErrors {
  private FieldErrors() {}

  /**
   * One error is its text; several are listed in brackets, each text once, in order of appearance.
   *
   * @param errors at least one
   */
  public static String text(List<FieldError> errors) {
    Set<String> texts = new LinkedHashSet<>();
    for (FieldError error : errors) {
      texts.add(error.text());
    }
    String joined = String.join(", ", texts);
    return texts.size() == 1 ? joined : "[" + joined + "]";
  }
}
