package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An object in one version of its kind. Its tree is never changed. */
record Typed(ObjectNode tree, KindVersion version) {
  /** What Kubernetes' types hold by value, so that an object is never without it. */
  private static final List<String> BY_VALUE = List.of("spec", "status");

  /** The same with an empty object for each of the members that are never missing. */
  Typed completed() {
    ObjectNode complete = null;
    for (String name : BY_VALUE) {
      Schema member = Shape.member(schema(), name);
      if (member != null && isByValue(member) && !tree.has(name)) {
        complete = complete == null ? tree.objectNode().setAll(tree) : complete;
        complete.putObject(name);
      }
    }
    return complete == null ? this : new Typed(complete, version);
  }

  private static boolean isByValue(Schema member) {
    return member.type() == SchemaType.STRUCT && !member.atomic();
  }

  /** The tree without those of them that are empty. */
  static ObjectNode trimmed(ObjectNode tree) {
    for (String name : BY_VALUE) {
      if (tree.get(name) instanceof ObjectNode member && member.isEmpty()) {
        tree.remove(name);
      }
    }
    return tree;
  }

  Schema schema() {
    return version.schema();
  }

  FieldSet fields() {
    return Ownership.of(tree, schema());
  }

  /** The fields, with the declared members on the way to them. */
  FieldSet namedFields() {
    return named(fields());
  }

  FieldSet named(FieldSet fields) {
    return Ownership.withNamedFields(fields, schema());
  }

  Comparison comparedTo(Typed after) {
    return Comparison.of(tree, after.tree, schema());
  }

  Typed merged(Typed applied) {
    return new Typed(TreeMerge.merged(tree, applied.tree, schema()), version);
  }

  Typed without(FieldSet fields) {
    return new Typed(TreeRemoval.without(tree, fields, schema()), version);
  }

  /** The object in another version, or null if the kind has no such version any more. */
  @Nullable Typed in(String apiVersion) {
    if (apiVersion.equals(version.apiVersion())) {
      return this;
    }
    for (KindVersion other : version.kind().versions()) {
      if (other.apiVersion().equals(apiVersion)) {
        return in(other);
      }
    }
    return null;
  }

  Typed in(KindVersion other) {
    return other == version
        ? this
        : new Typed(version.kind().converter().convert(tree, version, other), other);
  }
}
