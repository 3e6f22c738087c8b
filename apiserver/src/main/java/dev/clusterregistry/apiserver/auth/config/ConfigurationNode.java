package dev.clusterregistry.apiserver.auth.config;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.CelVariable;
import dev.clusterregistry.apiserver.auth.cel.InvalidExpressionException;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.validation.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of the configuration file, with its path and the list that takes what is wrong with it.
 */
public record ConfigurationNode(JsonNode tree, FieldPath path, List<FieldError> errors) {

  /** Whoever misspells a rule must not believe that it holds. */
  public ConfigurationNode allow(String... members) {
    Set<String> known = Set.of(members);
    for (String member : tree.propertyNames()) {
      if (!known.contains(member)) {
        errors.add(FieldError.invalid(path, member, "unknown field"));
      }
    }
    return this;
  }

  public ConfigurationNode child(String member) {
    return new ConfigurationNode(tree.path(member), path.child(member), errors);
  }

  /** The items of a list; none if it is absent. */
  public List<ConfigurationNode> items(String member) {
    List<ConfigurationNode> items = new ArrayList<>();
    JsonNode list = tree.path(member);
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      errors.add(FieldError.invalid(path.child(member), list, "must be a list"));
    }
    for (JsonNode item : list) {
      items.add(new ConfigurationNode(item, path.child(member).index(items.size()), errors));
    }
    return items;
  }

  public boolean has(String member) {
    return tree.has(member) && !tree.path(member).isNull();
  }

  /** Empty if the member is absent. */
  public String text(String member) {
    JsonNode value = tree.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      errors.add(FieldError.invalid(path.child(member), value, "must be a string"));
      return "";
    }
    return value.asString();
  }

  public void required(String member, String detail) {
    errors.add(FieldError.required(member.isEmpty() ? path : path.child(member), detail));
  }

  public void invalid(String member, String value, String detail) {
    errors.add(FieldError.invalid(member.isEmpty() ? path : path.child(member), value, detail));
  }

  /** The given default if the member is absent. */
  public Duration duration(String member, Duration otherwise) {
    String text = text(member);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      Duration duration = GoDuration.parse(text);
      return duration.isZero() ? otherwise : duration;
    } catch (IllegalArgumentException e) {
      invalid(member, text, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /** The given default if the member is absent. */
  public boolean truth(String member, boolean otherwise) {
    JsonNode value = tree.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      errors.add(FieldError.invalid(path.child(member), value, "must be a boolean"));
    }
    return value.asBoolean(otherwise);
  }

  /** Null if it is no expression, which is then an error. */
  public @Nullable CelExpression expression(
      String member, CelVariable variable, CelExpression.Wanted wanted) {
    String source = text(member);
    try {
      return CelExpression.compile(source, variable, wanted);
    } catch (InvalidExpressionException e) {
      invalid(member, source, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
