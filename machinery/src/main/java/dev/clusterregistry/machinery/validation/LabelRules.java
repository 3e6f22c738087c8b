package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules for maps of labels and annotations, wherever they stand. */
public final class LabelRules {
  private static final int ALL_ANNOTATIONS = 256 * 1024;

  private LabelRules() {}

  /**
   * @param labels an object of strings, or null
   */
  public static void checkLabels(
      @Nullable JsonNode labels, FieldPath path, List<FieldError> errors) {
    if (labels == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      String key = label.getKey();
      for (String problem : Names.qualifiedName(key)) {
        errors.add(FieldError.invalid(path, key, problem));
      }
      String value = label.getValue().asString("");
      for (String problem : Names.labelValue(value)) {
        errors.add(FieldError.invalid(path, value, problem));
      }
    }
  }

  /**
   * @param annotations an object of strings, or null
   */
  public static void checkAnnotations(
      @Nullable JsonNode annotations, FieldPath path, List<FieldError> errors) {
    if (annotations == null) {
      return;
    }
    long bytes = 0;
    for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
      String key = annotation.getKey();
      for (String problem : Names.qualifiedName(key.toLowerCase(Locale.ROOT))) {
        errors.add(FieldError.invalid(path, key, problem));
      }
      bytes += Names.byteLength(key) + Names.byteLength(annotation.getValue().asString(""));
    }
    if (bytes > ALL_ANNOTATIONS) {
      errors.add(FieldError.tooLong(path, ALL_ANNOTATIONS));
    }
  }
}
