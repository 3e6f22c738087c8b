package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps {@code metadata.managedFields} through writes of one endpoint: a kind's version and a
 * subresource. All trees are of that version and never changed.
 *
 * @param subresource empty for the object itself
 * @param reset trees of fields that the endpoint resets: nobody comes to own them through it
 */
public record FieldManagement(KindVersion version, String subresource, FieldSet reset) {
  /** What is never owned. */
  private static final FieldSet UNOWNED =
      FieldSet.path("apiVersion")
          .union(FieldSet.path("kind"))
          .union(FieldSet.path("metadata"))
          .union(FieldSet.path("metadata", "name"))
          .union(FieldSet.path("metadata", "namespace"))
          .union(FieldSet.path("metadata", "creationTimestamp"))
          .union(FieldSet.path("metadata", "selfLink"))
          .union(FieldSet.path("metadata", "uid"))
          .union(FieldSet.path("metadata", "clusterName"))
          .union(FieldSet.path("metadata", "generation"))
          .union(FieldSet.path("metadata", "managedFields"))
          .union(FieldSet.path("metadata", "resourceVersion"));

  /** The object itself: status, if it is a subresource, is reset. */
  public static FieldManagement ofObject(KindVersion version) {
    FieldSet reset = version.hasStatus() ? FieldSet.path("status") : FieldSet.EMPTY;
    return new FieldManagement(version, "", reset);
  }

  /** The status subresource: all but status is reset. */
  public static FieldManagement ofStatus(KindVersion version) {
    FieldSet reset = FieldSet.path("metadata").union(FieldSet.path("spec"));
    return new FieldManagement(version, "status", reset);
  }

  /**
   * Attributes a create, update or patch that is not an apply. Never fails: managers that cannot be
   * kept up to date stay as they were.
   *
   * @param live the stored object; an empty one for a create
   * @param updated the object to be stored, managedFields as the request had them
   * @param manager the name of who writes
   * @param now RFC 3339 in UTC and seconds
   * @return the object to be stored, managedFields kept up to date
   */
  public ObjectNode update(ObjectNode live, ObjectNode updated, String manager, String now) {
    ManagedFields managed = ownersBefore(live, updated);
    boolean exists = !live.path("metadata").path("uid").asString("").isEmpty();
    ObjectNode plain = ManagedFields.without(updated);
    if (managed.isEmpty() && exists) {
      return plain; // cleared by somebody; tracking begins again with the next apply
    }
    Typed before = typed(ManagedFields.without(live));
    Typed after = typed(plain);
    boolean fits =
        SchemaCheck.problem(before.tree(), version.schema(), true) == null
            && SchemaCheck.problem(after.tree(), version.schema(), true) == null;
    if (!fits) {
      return ManagedFields.decodeOrNone(ManagedFields.in(live)).writtenInto(plain);
    }
    return tracked(before, after, managed, manager, now).writtenInto(plain);
  }

  private ManagedFields ownersBefore(ObjectNode live, ObjectNode updated) {
    if (!subresource.isEmpty()) {
      return ManagedFields.decodeOrNone(ManagedFields.in(live));
    }
    JsonNode requested = ManagedFields.in(updated);
    if (ManagedFields.isReset(requested)) {
      return ManagedFields.NONE;
    }
    ManagedFields decoded = ManagedFields.decodeOrNone(requested);
    return decoded.isEmpty() ? ManagedFields.decodeOrNone(ManagedFields.in(live)) : decoded;
  }

  /** The owners after an update: the changed fields go to the manager, at the current time. */
  ManagedFields tracked(Typed before, Typed after, ManagedFields managed, String name, String now) {
    SortedMap<Manager, Owned> owners = reconciled(before, managed);
    Changes changes = new Changes(before, after, reset);
    changes.takeFromOthers(owners, null);
    FieldSet written = changes.comparison().written().withoutTrees(reset).difference(UNOWNED);
    if (!written.isEmpty()) {
      Manager manager = Manager.updating(name, version.apiVersion(), subresource);
      Owned previous = owners.get(manager);
      FieldSet fields = previous == null ? written : written.union(previous.fields());
      owners.put(manager, new Owned(fields, version.apiVersion(), now));
    }
    AncientChanges.merge(owners);
    return new ManagedFields(owners);
  }

  /** The owners in the terms of today's schema. */
  SortedMap<Manager, Owned> reconciled(Typed live, ManagedFields managed) {
    SortedMap<Manager, Owned> owners = managed.copy();
    owners
        .values()
        .removeIf(owned -> live.in(owned.apiVersion()) == null); // of a version that is gone
    owners.replaceAll(
        (manager, owned) -> {
          Typed versioned = live.in(owned.apiVersion());
          return versioned == null
              ? owned
              : owned.with(Ownership.reconciled(owned.fields(), versioned.schema()));
        });
    return owners;
  }

  static FieldSet ownable(FieldSet fields) {
    return fields.difference(UNOWNED);
  }

  /** A stored object, or one to be stored. */
  Typed typed(ObjectNode tree) {
    return new Typed(tree, version).completed();
  }

  ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether two managedFields arrays say the same, times apart; null stands for none. */
  public static boolean sameOwners(ObjectNode left, ObjectNode right) {
    return ManagedFields.sameExceptTimes(ManagedFields.in(left), ManagedFields.in(right));
  }
}
