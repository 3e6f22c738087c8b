package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import dev.clusterregistry.machinery.schema.ValueMembers;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a configuration (KEP-555). Pure: the same trees, manager and time give the same result,
 * and what is given stays as it is.
 *
 * @param management of the endpoint that the request went to
 */
public record ServerSideApply(FieldManagement management) {
  private static final String BEFORE_FIRST_APPLY = "before-first-apply";

  /**
   * Merges a configuration into the live object: takes over its fields, and removes those that the
   * manager applied before, does not apply now, and nobody else owns.
   *
   * @param live the stored object in the endpoint's version, its resourceVersion included; an empty
   *     one to create
   * @param applied the configuration as sent, not pruned
   * @param force whether to take fields from their owners
   * @param now RFC 3339 in UTC and seconds
   * @return the object to be stored, managedFields included; a resourceVersion in the configuration
   *     is in the result, to be treated as the precondition of an update. The live object itself if
   *     nothing is to change
   * @throws StatusException 400 for a configuration that is not one of this endpoint, 409 with all
   *     conflicts, 500 (as kube-apiserver has it) for one that the schema does not allow
   */
  public ObjectNode apply(
      ObjectNode live, ObjectNode applied, String manager, boolean force, String now) {
    checkType(applied);
    if (ManagedFields.in(applied) != null) {
      throw Statuses.badRequest("metadata.managedFields must be nil");
    }
    ManagedFields decoded;
    try {
      decoded = ManagedFields.decode(ManagedFields.in(live));
    } catch (UndecodableFieldsException undecodable) {
      throw Statuses.unknown500("failed to decode managed fields: " + undecodable.getMessage());
    }
    Typed before = management.typed(ManagedFields.without(live));
    Typed configuration = new Typed(ManagedFields.without(applied), management.version());
    check("failed to create typed patch object", configuration, false);
    check("failed to create typed live object", before, true);
    ManagedFields managed = decoded;
    if (managed.isEmpty()) {
      Typed nothing = management.typed(management.nothing());
      managed = management.tracked(nothing, before, managed, BEFORE_FIRST_APPLY, now);
    }
    Attempt attempt = new Attempt(before, configuration, managed, manager);
    if (!force) {
      attempt.refuseConflicts();
    }
    return attempt.changesNothing(decoded) ? live : attempt.result(now);
  }

  private void checkType(ObjectNode applied) {
    KindVersion version = management.version();
    String apiVersion = text(applied, "apiVersion");
    String kind = text(applied, "kind");
    if (!apiVersion.equals(version.apiVersion()) || !kind.equals(version.kind().kind())) {
      throw Statuses.badRequest("invalid object type: " + shownType(apiVersion, kind));
    }
  }

  /** A member's text; what is no text counts as none. */
  private static String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isString() ? value.stringValue() : "";
  }

  private static String shownType(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    if (slash != apiVersion.lastIndexOf('/')) {
      return "/, Kind="; // what cannot be parsed is nothing to Kubernetes
    }
    String group = apiVersion.substring(0, Math.max(0, slash));
    return group + "/" + apiVersion.substring(slash + 1) + ", Kind=" + kind;
  }

  private static void check(String failure, Typed object, boolean duplicatesAllowed) {
    String problem = SchemaCheck.problem(object.tree(), object.schema(), duplicatesAllowed);
    if (problem != null) {
      JsonNode metadata = object.tree().path("metadata");
      throw Statuses.unknown500(
          failure
              + " ("
              + text(metadata, "namespace")
              + "/"
              + text(metadata, "name")
              + "; "
              + object.version().apiVersion()
              + ", Kind="
              + object.version().kind().kind()
              + "): "
              + problem);
    }
  }

  /** One apply, from the moment that all inputs are known to be sound. */
  private final class Attempt {
    private final Typed before;
    private final Typed configuration;
    private final Manager manager;
    private final SortedMap<Manager, Owned> owners;
    private final Typed after;
    private final boolean changed;
    private final Changes changes;

    Attempt(Typed before, Typed configuration, ManagedFields managed, String name) {
      this.before = before;
      this.configuration = configuration;
      this.manager = Manager.applying(name, management.subresource());
      this.owners = management.reconciled(before, managed);
      Owned last = owners.get(manager);
      FieldSet fields = configuration.fields().withoutTrees(management.reset());
      String apiVersion = management.version().apiVersion();
      Owned own = new Owned(fields, apiVersion, last == null ? "" : last.time());
      owners.put(manager, own);
      this.after = new Pruning(owners, own).pruned(before.merged(configuration), last).completed();
      this.changed = !Trees.same(before.tree(), after.tree());
      this.changes = new Changes(before, after, management.reset());
    }

    void refuseConflicts() {
      if (!changed) {
        return;
      }
      ApplyConflicts conflicts = new ApplyConflicts(changes.conflicts(owners, manager));
      if (!conflicts.isEmpty() && LastApplied.concerns(manager.name(), before.tree())) {
        FieldSet allowed = LastApplied.ownedBefore(before);
        conflicts = allowed == null ? conflicts : conflicts.without(allowed);
      }
      if (!conflicts.isEmpty()) {
        throw conflicts.toStatus();
      }
    }

    /** Whether neither the object nor who owns what changes. */
    boolean changesNothing(ManagedFields last) {
      if (changed || LastApplied.concerns(manager.name(), before.tree())) {
        return false;
      }
      SortedMap<Manager, Owned> result = new TreeMap<>(owners);
      result.computeIfPresent(
          manager, (name, own) -> own.with(FieldManagement.ownable(own.fields())));
      result.values().removeIf(owned -> owned.fields().isEmpty());
      return result.equals(last.owners());
    }

    ObjectNode result(String now) {
      changes.takeFromOthers(owners, manager);
      Owned own = owners.get(manager);
      if (own != null) {
        FieldSet fields = FieldManagement.ownable(own.fields());
        if (fields.isEmpty()) {
          owners.remove(manager);
        } else {
          owners.put(manager, changed ? own.with(fields).at(now) : own.with(fields));
        }
      }
      ObjectNode object =
          ValueMembers.trim(
              changed ? withoutNulls(after.tree(), after.schema()) : copy(before.tree()));
      if (LastApplied.concerns(manager.name(), object)) {
        object = LastApplied.refreshed(object, configuration.tree());
      }
      return new ManagedFields(owners).writtenInto(object);
    }
  }

  private static ObjectNode copy(ObjectNode tree) {
    return tree.objectNode().setAll(tree);
  }

  /**
   * A copy without null members and items, except where the schema allows null or anything. In a
   * map, null is the empty value, as Go decodes it.
   */
  private static ObjectNode withoutNulls(ObjectNode object, Schema schema) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Schema inner = Shape.member(schema, member.getKey());
      JsonNode value = member.getValue();
      if (inner == null) {
        copy.set(member.getKey(), value);
      } else if (!value.isNull() || inner.nullable() || schema.type() == SchemaType.MAP) {
        copy.set(member.getKey(), withoutNulls(value, inner));
      }
    }
    return copy;
  }

  private static JsonNode withoutNulls(JsonNode value, Schema schema) {
    Shape shape = Shape.of(schema, value);
    if (shape == Shape.MAP && value instanceof ObjectNode object) {
      return withoutNulls(object, schema);
    }
    if (shape != Shape.LIST || !value.isArray()) {
      return value;
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : value) {
      if (!item.isNull()) {
        copy.add(withoutNulls(item, schema.requiredElement()));
      }
    }
    return copy;
  }
}
