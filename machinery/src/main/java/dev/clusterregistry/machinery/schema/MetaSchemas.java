package dev.clusterregistry.machinery.schema;

import static dev.clusterregistry.machinery.schema.SchemaType.BOOLEAN;
import static dev.clusterregistry.machinery.schema.SchemaType.INTEGER;
import static dev.clusterregistry.machinery.schema.SchemaType.LIST;
import static dev.clusterregistry.machinery.schema.SchemaType.STRING;
import static dev.clusterregistry.machinery.schema.SchemaType.STRUCT;

/**
 * The schemas of what is answered beside objects (meta/v1), with the numbers that their messages
 * have in Kubernetes.
 */
public final class MetaSchemas {
  public static final Schema LIST_META = listMeta().build();
  public static final Schema STATUS = status().build();
  public static final Schema PARTIAL_OBJECT_METADATA =
      struct("PartialObjectMetadata").add("metadata", 1, false, ObjectMetaSchema.INSTANCE).build();
  public static final Schema API_GROUP = group().build();
  public static final Schema API_GROUP_LIST =
      struct("APIGroupList").add("groups", 1, true, list(group())).build();
  public static final Schema API_RESOURCE_LIST = resources().build();
  public static final Schema API_VERSIONS =
      struct("APIVersions")
          .add("versions", 1, true, texts())
          .add("serverAddressByClientCIDRs", 2, true, list(serverAddress()))
          .build();

  private MetaSchemas() {}

  /** The list of a kind's objects, or of their metadata. */
  public static Schema listOf(Schema item) {
    return struct(item.typeName() + "List")
        .add("metadata", 1, false, LIST_META)
        .add("items", 2, true, new SchemaBuilder(LIST).of(item))
        .build();
  }

  /**
   * The schema of a discovery document.
   *
   * @throws IllegalArgumentException if there is no such document
   */
  public static Schema document(String kind) {
    return switch (kind) {
      case "APIGroup" -> API_GROUP;
      case "APIGroupList" -> API_GROUP_LIST;
      case "APIResourceList" -> API_RESOURCE_LIST;
      case "APIVersions" -> API_VERSIONS;
      default -> throw new IllegalArgumentException("no document is called " + kind);
    };
  }

  private static SchemaBuilder listMeta() {
    return struct("ListMeta")
        .add("selfLink", 1, false, text())
        .add("resourceVersion", 2, false, text())
        .add("continue", 3, false, text())
        .add("remainingItemCount", 4, false, new SchemaBuilder(INTEGER));
  }

  private static SchemaBuilder status() {
    SchemaBuilder cause =
        struct("StatusCause")
            .add("reason", 1, false, text())
            .add("message", 2, false, text())
            .add("field", 3, false, text());
    SchemaBuilder details =
        struct("StatusDetails")
            .add("name", 1, false, text())
            .add("group", 2, false, text())
            .add("kind", 3, false, text())
            .add("causes", 4, false, list(cause))
            .add("retryAfterSeconds", 5, false, small())
            .add("uid", 6, false, text());
    return struct("Status")
        .add("metadata", 1, false, LIST_META)
        .add("status", 2, false, text())
        .add("message", 3, false, text())
        .add("reason", 4, false, text())
        .add("details", 5, false, details)
        .add("code", 6, false, small());
  }

  private static SchemaBuilder group() {
    return struct("APIGroup")
        .add("name", 1, true, text())
        .add("versions", 2, true, list(version()))
        .add("preferredVersion", 3, false, version())
        .add("serverAddressByClientCIDRs", 4, false, list(serverAddress()));
  }

  private static SchemaBuilder version() {
    return struct("GroupVersionForDiscovery")
        .add("groupVersion", 1, true, text())
        .add("version", 2, true, text());
  }

  private static SchemaBuilder serverAddress() {
    return struct("ServerAddressByClientCIDR")
        .add("clientCIDR", 1, true, text())
        .add("serverAddress", 2, true, text());
  }

  private static SchemaBuilder resources() {
    SchemaBuilder resource =
        struct("APIResource")
            .add("name", 1, true, text())
            .add("namespaced", 2, true, new SchemaBuilder(BOOLEAN))
            .add("kind", 3, true, text())
            .add("verbs", 4, true, verbs())
            .add("shortNames", 5, false, texts())
            .add("singularName", 6, true, text())
            .add("categories", 7, false, texts())
            .add("group", 8, false, text())
            .add("version", 9, false, text())
            .add("storageVersionHash", 10, false, text());
    return struct("APIResourceList")
        .add("groupVersion", 1, true, text())
        .add("resources", 2, true, list(resource));
  }

  /** A message of its own around a list of texts, which is no member in JSON. */
  private static SchemaBuilder verbs() {
    SchemaBuilder verbs = texts();
    verbs.wrapped = true;
    return verbs;
  }

  private static SchemaBuilder struct(String name) {
    SchemaBuilder struct = new SchemaBuilder(STRUCT).named(name);
    struct.builtIn = true;
    return struct;
  }

  private static SchemaBuilder list(SchemaBuilder item) {
    return new SchemaBuilder(LIST).of(item.build());
  }

  private static SchemaBuilder texts() {
    return list(text());
  }

  private static SchemaBuilder text() {
    return new SchemaBuilder(STRING);
  }

  private static SchemaBuilder small() {
    return new SchemaBuilder(INTEGER).formatted("int32");
  }
}
