package dev.clusterregistry.machinery.schema;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.validation.NameRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a kind needs beyond what its YAML can say. Stateless; called by many threads at once.
 * Objects are in the storage version and may not be changed.
 */
public interface KindRules {

  /** A kind that its YAML describes completely. */
  KindRules NONE =
      new KindRules() {
        @Override
        public boolean enforcesSchema() {
          return true;
        }
      };

  /**
   * Whether what the schema limits and requires is enforced, as for a custom resource. The schema
   * of a kind with rules of its own only documents, as Kubernetes' compiled-in kinds do; that items
   * of a set or map list do not repeat holds for every kind.
   */
  default boolean enforcesSchema() {
    return false;
  }

  /** What names must look like. */
  default NameRule nameRule() {
    return NameRule.SUBDOMAIN;
  }

  /**
   * What is suspicious about an object, one text per problem as the value of a Warning header;
   * empty for nearly all.
   */
  default List<String> warnings(ObjectNode object) {
    return List.of();
  }

  /**
   * What forbids an object of the storage version to be stored. Reported together with what is
   * wrong with its metadata.
   *
   * @param stored what the object is to replace; null if it is new
   */
  default List<FieldError> errors(ObjectNode object, @Nullable ObjectNode stored) {
    return List.of();
  }

  /**
   * Fills in what goes without saying, as soon as an object is decoded. May change the object,
   * which is in the version of the request.
   */
  default void fillIn(ObjectNode object) {}

  /**
   * Sets what the kind alone decides about a new object. May change the object, which is in the
   * version of the request.
   */
  default void beforeCreate(ObjectNode object) {}

  /**
   * Sets what the kind alone decides about an object that replaces another. May change the object.
   *
   * @param subresource that is written, or null for the object itself; the status is the server's
   *     own business
   */
  default void beforeUpdate(
      ObjectNode object, ObjectNode stored, @Nullable Subresource subresource) {}

  /** Notes on an object that it is to be deleted but stays for now. May change the object. */
  default void beforeMark(ObjectNode object) {}

  /** Whether something beside finalizers in its metadata keeps a deleted object. */
  default boolean held(ObjectNode object) {
    return false;
  }

  /**
   * The cell of a computed column.
   *
   * @param computed as the column declares
   * @return a scalar, or null for an empty cell
   */
  default @Nullable JsonNode cell(String computed, ObjectNode object) {
    return null;
  }
}
