package dev.clusterregistry.client;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * A change of some members of an object, in one of the forms that Kubernetes knows.
 *
 * @param body JSON, or YAML where it is applied
 */
public record Patch(Form form, String body) {

  /** The forms; what they mean is in Kubernetes' API concepts. */
  public enum Form {
    /** RFC 6902: a list of operations. */
    JSON(PatchType.JSON),
    /** RFC 7386: members to set, null to remove, lists as a whole. */
    MERGE(PatchType.JSON_MERGE),
    /** As a merge, but conditions are merged by their type. */
    STRATEGIC_MERGE(PatchType.STRATEGIC_MERGE);

    private final PatchType type;

    Form(PatchType type) {
      this.type = type;
    }
  }

  /** By operations, such as {@code [{"op":"remove","path":"/metadata/labels"}]}. */
  public static Patch json(String operations) {
    return new Patch(Form.JSON, operations);
  }

  /** By members, such as {@code {"metadata":{"labels":{"env":"prod"}}}}. */
  public static Patch merge(String members) {
    return new Patch(Form.MERGE, members);
  }

  /** By members, with lists merged by their keys. */
  public static Patch strategicMerge(String members) {
    return new Patch(Form.STRATEGIC_MERGE, members);
  }

  PatchContext context() {
    return PatchContext.of(form.type);
  }
}
