package dev.clusterregistry.machinery.schema;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The value limits of a schema node, as in OpenAPI. A null means no limit.
 *
 * @param enumeration the allowed values; empty if any
 */
public record Limits(
    List<JsonNode> enumeration,
    @Nullable Double minimum,
    @Nullable Double maximum,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable Pattern pattern) {

  /** No limit at all. */
  public static final Limits NONE = new Limits(List.of(), null, null, null, null, null, null, null);
}
