package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.machinery.json.Trees;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object on its way to the store: a decoded tree that one request owns and changes. Members that
 * are null count as absent.
 */
final class Draft {
  private final ObjectNode tree;

  Draft(ObjectNode tree) {
    this.tree = tree;
  }

  ObjectNode tree() {
    return tree;
  }

  /** The same object with a tree and metadata of its own; what lies below is shared. */
  Draft shallowCopy() {
    ObjectNode copy = tree.objectNode();
    copy.setAll(tree);
    copy.set("metadata", metadata().objectNode().setAll(metadata()));
    return new Draft(copy);
  }

  /** Never null: an object without metadata gets an empty one. */
  ObjectNode metadata() {
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      return metadata;
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    tree.set("metadata", metadata);
    return metadata;
  }

  /** A text of the metadata, empty if absent. */
  String text(String member) {
    return metadata().path(member).asString("");
  }

  String name() {
    return text("name");
  }

  String namespace() {
    return text("namespace");
  }

  boolean terminating() {
    return present("deletionTimestamp") != null;
  }

  boolean hasFinalizers() {
    return metadata().path("finalizers").size() > 0;
  }

  /** A member of the metadata; null if it is missing or null. */
  @Nullable JsonNode present(String member) {
    JsonNode value = metadata().get(member);
    return value == null || value.isNull() ? null : value;
  }

  /** Whether both are equal apart from their metadata. */
  boolean sameBesideMetadata(Draft other) {
    if (tree.size() != other.tree.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      JsonNode value = other.tree.get(member.getKey());
      boolean same =
          member.getKey().equals("metadata")
              || (value != null && Trees.same(member.getValue(), value));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Gives a member of the metadata the value that it has in another draft, also none. */
  void restore(String member, Draft other) {
    JsonNode value = other.present(member);
    if (value == null) {
      metadata().remove(member);
    } else {
      metadata().set(member, value);
    }
  }
}
