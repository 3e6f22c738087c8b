package dev.clusterregistry.machinery.schema;

import static dev.clusterregistry.machinery.schema.SchemaType.ANY;
import static dev.clusterregistry.machinery.schema.SchemaType.BOOLEAN;
import static dev.clusterregistry.machinery.schema.SchemaType.INTEGER;
import static dev.clusterregistry.machinery.schema.SchemaType.LIST;
import static dev.clusterregistry.machinery.schema.SchemaType.MAP;
import static dev.clusterregistry.machinery.schema.SchemaType.STRING;
import static dev.clusterregistry.machinery.schema.SchemaType.STRUCT;
import static dev.clusterregistry.machinery.schema.SchemaType.TIME;

import java.util.List;
import java.util.Objects;

/**
 * The schema of metadata (meta/v1 ObjectMeta), members in the order of its Go struct and with its
 * protobuf numbers.
 */
public final class ObjectMetaSchema {
  public static final Schema INSTANCE = objectMeta();

  /** The member that is never stored. */
  public static final Property RESOURCE_VERSION = property("resourceVersion");

  /** The member in which the server keeps who owns which field. */
  public static final Property MANAGED_FIELDS = property("managedFields");

  private ObjectMetaSchema() {}

  private static Property property(String name) {
    return Objects.requireNonNull(INSTANCE.property(name));
  }

  private static Schema objectMeta() {
    SchemaBuilder meta =
        builtIn("ObjectMeta", "What every object has: its name, who made it, and its history.");
    addIdentity(meta);
    addTimes(meta);
    meta.add("labels", 11, false, texts(LABELS));
    meta.add("annotations", 12, false, texts(ANNOTATIONS));
    meta.add("ownerReferences", 13, false, ownerReferences());
    meta.add("finalizers", 14, false, finalizers());
    meta.add("managedFields", 17, false, managedFields());
    return meta.build();
  }

  /** The Go type of uids. */
  private static final String UID = "types.UID";

  private static final String LABELS =
      "Short names and values by which objects are grouped and selected. Keys and values follow"
          + " the syntax of label selectors.";

  private static final String ANNOTATIONS =
      "Free text that tools attach to the object. Cannot be selected by, and is best left alone"
          + " by everybody but the tool that wrote it.";

  private static void addIdentity(SchemaBuilder meta) {
    meta.add(
        "name",
        1,
        false,
        text("The object's name, unique among its kind (and namespace). It cannot be changed."));
    meta.add(
        "generateName",
        2,
        false,
        text(
            "A prefix out of which the server makes a unique name, by adding five random"
                + " characters, if no name is given."));
    meta.add(
        "namespace",
        3,
        false,
        text("The namespace that holds the object; absent for cluster-scoped kinds."));
    meta.add(
        "selfLink",
        4,
        false,
        text("What old clients may still send; not kept, and never returned."));
    meta.add(
        "uid",
        5,
        false,
        text("Set by the server when the object is created. Tells it from others of the same name"
                + " that existed before or will exist later.")
            .named(UID));
    meta.add(
        "resourceVersion",
        6,
        false,
        text(
            "Which state of the object this is. Opaque; changes with every write. Sent back in an"
                + " update, it makes the server refuse to overwrite a newer state."));
    meta.add(
        "generation",
        7,
        false,
        counter("A counter that grows with every change of the desired state. Set by the server."));
  }

  private static void addTimes(SchemaBuilder meta) {
    meta.add("creationTimestamp", 8, false, time("When the server created the object."));
    meta.add(
        "deletionTimestamp",
        9,
        false,
        time(
            "When deletion was asked for. The object goes away once its list of finalizers is"
                + " empty. Set by the server."));
    meta.add(
        "deletionGracePeriodSeconds",
        10,
        false,
        number("How long the object may take to shut down. Set together with the time above."));
  }

  private static SchemaBuilder finalizers() {
    SchemaBuilder list =
        list(
            "Names of controllers that still have to clean up before the object may go away. Each"
                + " removes its own.",
            text("").build());
    list.listType = ListType.SET;
    list.atomic = false;
    list.patchStrategy = "merge";
    return list;
  }

  private static SchemaBuilder ownerReferences() {
    SchemaBuilder owner = builtIn("OwnerReference", "Names an object that this one belongs to.");
    owner.add("apiVersion", 5, true, text("The owner's group and version."));
    owner.add("kind", 1, true, text("The owner's kind."));
    owner.add("name", 3, true, text("The owner's name."));
    owner.add("uid", 4, true, text("The owner's uid.").named(UID));
    owner.add(
        "controller",
        6,
        false,
        new SchemaBuilder(BOOLEAN)
            .described("Whether the owner manages this object. At most one."));
    owner.add(
        "blockOwnerDeletion",
        7,
        false,
        new SchemaBuilder(BOOLEAN)
            .described("Whether a foreground deletion of the owner waits for this object."));
    owner.atomic = true;
    SchemaBuilder list =
        list(
            "The objects that this one belongs to. A garbage collector removes it when all of"
                + " them are gone.",
            owner.build());
    list.listType = ListType.MAP;
    list.atomic = false;
    list.listMapKeys = List.of("uid");
    list.patchStrategy = "merge";
    list.patchMergeKey = "uid";
    return list;
  }

  private static SchemaBuilder managedFields() {
    SchemaBuilder entry =
        builtIn("ManagedFieldsEntry", "The fields that one writer set through one version.");
    entry.add("manager", 1, false, text("Who set them."));
    entry.add(
        "operation",
        2,
        false,
        text("How: Apply or Update.").named("v1.ManagedFieldsOperationType"));
    entry.add("apiVersion", 3, false, text("In which version the fields are named."));
    entry.add("time", 4, false, time("When the set last changed."));
    entry.add("fieldsType", 6, false, text("The format of the fields; always FieldsV1."));
    entry.add("fieldsV1", 7, false, fieldSet("The set itself, as a tree of names."));
    entry.add(
        "subresource", 8, false, text("The subresource through which they were set, or empty."));
    return list(
        "Which writer set which fields. Kept by the server for server-side apply; people seldom"
            + " need it.",
        entry.build());
  }

  private static SchemaBuilder builtIn(String name, String description) {
    SchemaBuilder struct = new SchemaBuilder(STRUCT).named(name).described(description);
    struct.builtIn = true;
    return struct;
  }

  private static SchemaBuilder text(String description) {
    return new SchemaBuilder(STRING).described(description);
  }

  /** In protobuf a message around the JSON. */
  private static SchemaBuilder fieldSet(String description) {
    SchemaBuilder set = new SchemaBuilder(ANY).named("FieldsV1").described(description);
    set.builtIn = true;
    return set;
  }

  private static SchemaBuilder counter(String description) {
    SchemaBuilder counter = number(description);
    counter.omitsZero = true;
    return counter;
  }

  private static SchemaBuilder number(String description) {
    return new SchemaBuilder(INTEGER).formatted("int64").described(description);
  }

  private static SchemaBuilder time(String description) {
    return new SchemaBuilder(TIME).formatted("date-time").described(description);
  }

  private static SchemaBuilder texts(String description) {
    return new SchemaBuilder(MAP).described(description).of(text("").build());
  }

  private static SchemaBuilder list(String description, Schema items) {
    SchemaBuilder list = new SchemaBuilder(LIST).described(description).of(items);
    list.atomic = true;
    return list;
  }
}
