package dev.clusterregistry.machinery.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of objects, in all its versions. Made by {@link KindReader}; immutable.
 *
 * <p>Versions are in the order of Kubernetes' version priority (v2, v1, v1beta1, v1alpha1…), the
 * preferred one first.
 */
public final class Kind {
  private final String group;
  private final Names names;
  private final boolean namespaced;
  private final KindOptions options;
  private final List<KindVersion> versions;
  private final KindVersion storageVersion;
  private final KindRules rules;
  private final VersionConverter converter;

  /**
   * The names of a kind.
   *
   * @param kind in CamelCase
   * @param listKind of a list of it
   * @param plural the resource in paths
   */
  public record Names(
      String kind,
      String listKind,
      String plural,
      String singular,
      List<String> shortNames,
      List<String> categories) {}

  Kind(
      String group,
      Names names,
      boolean namespaced,
      KindOptions options,
      List<KindVersion.Definition> definitions,
      KindRules rules,
      VersionConverter converter) {
    this.group = group;
    this.names = names;
    this.namespaced = namespaced;
    this.options = options;
    this.rules = rules;
    this.converter = converter;
    this.versions = definitions.stream().map(d -> new KindVersion(this, d)).toList();
    this.storageVersion = versions.stream().filter(KindVersion::storage).findFirst().orElseThrow();
  }

  /** The same kind with a class of rules. */
  public Kind withRules(KindRules added) {
    return new Kind(group, names, namespaced, options, definitions(), added, converter);
  }

  /** The same kind with a converter between its versions. */
  public Kind withConverter(VersionConverter added) {
    return new Kind(group, names, namespaced, options, definitions(), rules, added);
  }

  private List<KindVersion.Definition> definitions() {
    return versions.stream().map(KindVersion::definition).toList();
  }

  public String group() {
    return group;
  }

  /** The kind's name, such as Cluster. */
  public String kind() {
    return names.kind();
  }

  public String listKind() {
    return names.listKind();
  }

  public String plural() {
    return names.plural();
  }

  public String singular() {
    return names.singular();
  }

  public List<String> shortNames() {
    return names.shortNames();
  }

  public List<String> categories() {
    return names.categories();
  }

  public boolean namespaced() {
    return namespaced;
  }

  public KindOptions options() {
    return options;
  }

  /** All versions, those not served among them. */
  public List<KindVersion> versions() {
    return versions;
  }

  public List<KindVersion> servedVersions() {
    return versions.stream().filter(KindVersion::served).toList();
  }

  public KindVersion storageVersion() {
    return storageVersion;
  }

  /** A version by name, or null. */
  public @Nullable KindVersion version(String name) {
    for (KindVersion version : versions) {
      if (version.version().equals(name)) {
        return version;
      }
    }
    return null;
  }

  public KindRules rules() {
    return rules;
  }

  public VersionConverter converter() {
    return converter;
  }

  /** The resource with its group, such as clusters.example.com. */
  public String resourceName() {
    return group.isEmpty() ? plural() : plural() + "." + group;
  }

  @Override
  public String toString() {
    return kind() + "." + group;
  }
}
