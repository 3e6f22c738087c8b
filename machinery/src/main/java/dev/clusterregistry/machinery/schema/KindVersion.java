package dev.clusterregistry.machinery.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a kind. Compared by identity: there is one instance per version and kind. */
public final class KindVersion {
  private final Kind kind;
  private final Definition definition;
  private final String apiVersion;
  private final byte[] prefix;
  private final List<Subresource> subresources;
  private final boolean protobuf;

  /**
   * What a version is, apart from its kind.
   *
   * @param schema of the whole object, apiVersion, kind and metadata included
   * @param columns that the kind declares; empty if none
   * @param selectableFields in the order in which their values are kept
   */
  record Definition(
      String version,
      boolean served,
      boolean storage,
      boolean hasStatus,
      boolean hasFinalize,
      String deprecationWarning,
      Schema schema,
      List<Column> columns,
      List<SelectableField> selectableFields) {}

  KindVersion(Kind kind, Definition definition) {
    this.kind = kind;
    this.definition = definition;
    this.apiVersion =
        kind.group().isEmpty() ? definition.version() : kind.group() + "/" + definition.version();
    this.prefix =
        ("{\"kind\":\"" + kind.kind() + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":{")
            .getBytes(StandardCharsets.UTF_8);
    List<Subresource> all = new ArrayList<>(2);
    if (definition.hasFinalize()) {
      all.add(Subresource.FINALIZE);
    }
    if (definition.hasStatus()) {
      all.add(Subresource.STATUS);
    }
    this.subresources = List.copyOf(all);
    this.protobuf = hasMessages(definition.schema());
  }

  /** Some kinds have no field numbers at all: then there is nothing but their metadata. */
  private static boolean hasMessages(Schema object) {
    boolean any = false;
    for (Property property : object.properties()) {
      String name = property.name();
      if (!name.equals("kind") && !name.equals("apiVersion")) {
        if (property.protobufNumber() == 0 || !property.schema().message()) {
          return false;
        }
        any |= !name.equals("metadata");
      }
    }
    return any;
  }

  Definition definition() {
    return definition;
  }

  public Kind kind() {
    return kind;
  }

  /** The version's name, such as v1alpha1. */
  public String version() {
    return definition.version();
  }

  /** Group and version, as an object names them. */
  public String apiVersion() {
    return apiVersion;
  }

  public boolean served() {
    return definition.served();
  }

  public boolean storage() {
    return definition.storage();
  }

  /** Whether there is a status subresource. */
  public boolean hasStatus() {
    return definition.hasStatus();
  }

  /** The subresources, by name. */
  public List<Subresource> subresources() {
    return subresources;
  }

  /** A subresource by name, or null. */
  public @Nullable Subresource subresource(String name) {
    for (Subresource subresource : subresources) {
      if (subresource.path().equals(name)) {
        return subresource;
      }
    }
    return null;
  }

  /** What clients are told when they use this version; empty if it is not deprecated. */
  public String deprecationWarning() {
    return definition.deprecationWarning();
  }

  /** Whether objects can be protobuf messages, because all their members have field numbers. */
  public boolean protobuf() {
    return protobuf;
  }

  public Schema schema() {
    return definition.schema();
  }

  public List<Column> columns() {
    return definition.columns();
  }

  public List<SelectableField> selectableFields() {
    return definition.selectableFields();
  }

  /**
   * The bytes with which every object of this version begins, up to and including the brace that
   * opens metadata. Nobody may change them.
   */
  public byte[] prefix() {
    return prefix;
  }

  @Override
  public String toString() {
    return kind.kind() + " " + apiVersion;
  }
}
