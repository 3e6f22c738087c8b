package dev.clusterregistry.apiserver.resource.served;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.machinery.apply.FieldManagement;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.GroupKind;
import dev.clusterregistry.machinery.status.GroupResource;
import dev.clusterregistry.machinery.table.TableColumns;

/**
 * One served version of a kind. All versions of a kind share one {@link CachedResource}, which
 * holds the storage version.
 */
public final class ServedResource {
  private final KindVersion version;
  private final CachedResource cached;
  private final GroupResource groupResource;
  private final GroupKind groupKind;
  private final TableColumns columns;
  private final FieldManagement objectFields;
  private final FieldManagement statusFields;

  ServedResource(KindVersion version, CachedResource cached) {
    this.version = version;
    this.cached = cached;
    this.groupResource = new GroupResource(kind().group(), kind().plural());
    this.groupKind = new GroupKind(kind().group(), kind().kind());
    this.columns = new TableColumns(version);
    this.objectFields = FieldManagement.ofObject(version);
    this.statusFields = FieldManagement.ofStatus(version);
  }

  public Kind kind() {
    return version.kind();
  }

  public KindVersion version() {
    return version;
  }

  public KindVersion storageVersion() {
    return kind().storageVersion();
  }

  /** Whether requests and cache speak the same version. */
  public boolean isStorageVersion() {
    return version == storageVersion();
  }

  public CachedResource cached() {
    return cached;
  }

  public GroupResource groupResource() {
    return groupResource;
  }

  public GroupKind groupKind() {
    return groupKind;
  }

  public TableColumns columns() {
    return columns;
  }

  /**
   * Who owns which field.
   *
   * @param status of writes through the status subresource
   */
  public FieldManagement fields(boolean status) {
    return status ? statusFields : objectFields;
  }

  /** The prefix of all keys of a namespace; of all keys if the namespace is empty. */
  public String prefix(String namespace) {
    return namespace.isEmpty() ? cached.prefix() : cached.prefix() + namespace + "/";
  }

  /**
   * @param namespace empty for a cluster-scoped object
   */
  public String key(String namespace, String name) {
    return prefix(namespace) + name;
  }

  public KeyRange range(String namespace) {
    return KeyRange.ofPrefix(prefix(namespace));
  }
}
