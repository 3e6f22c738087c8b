package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.ValueMembers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An object in one version of its kind. Its tree is never changed. */
record Typed(ObjectNode tree, KindVersion version) {

  /** The same with an empty object for each of the members that are never missing. */
  Typed completed() {
    return new Typed(ValueMembers.completed(tree, schema()), version);
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
