package dev.clusterregistry.machinery.schema;

import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a kind from YAML in the shape of a CustomResourceDefinition of apiextensions.k8s.io/v1,
 * with extensions whose names begin with x-clusterregistry-. What it does not know it refuses, so
 * that no rule is silently without effect. The order of properties in the YAML is the order in
 * which members are written.
 */
public final class KindReader {

  /**
   * @param source named in error messages, usually a file name
   * @throws InvalidKindException if the YAML is not a kind, naming source, path and expectation
   */
  public Kind read(String source, byte[] yaml) {
    YamlMember root = new YamlMember(source, "", parse(source, yaml).tree());
    root.object();
    root.allow(Set.of("apiVersion", "kind", "metadata", "spec", "status"));
    root.member("apiVersion").oneOf("apiextensions.k8s.io/v1");
    root.member("kind").oneOf("CustomResourceDefinition");
    YamlMember spec = root.member("spec");
    spec.allow(
        Set.of(
            "group",
            "names",
            "scope",
            "versions",
            "conversion",
            "preserveUnknownFields",
            "x-clusterregistry-allow-unconditional-update",
            "x-clusterregistry-allow-create-on-update",
            "x-clusterregistry-generation",
            "x-clusterregistry-stored",
            "x-clusterregistry-verbs"));
    String group = spec.member("group").text("");
    Kind.Names names = names(spec.member("names"));
    root.member("metadata")
        .member("name")
        .oneOf(group.isEmpty() ? names.plural() : names.plural() + "." + group);
    if (spec.member("conversion").present()) {
      spec.member("conversion").member("strategy").oneOf("None");
    }
    if (spec.member("preserveUnknownFields").bool(false)) {
      throw spec.member("preserveUnknownFields").invalid("only false is supported");
    }
    return new Kind(
        group,
        names,
        spec.member("scope").oneOf("Namespaced", "Cluster").equals("Namespaced"),
        options(spec),
        versions(spec.member("versions"), names.kind()),
        KindRules.NONE,
        VersionConverter.NONE);
  }

  private static KindOptions options(YamlMember spec) {
    YamlMember verbs = spec.member("x-clusterregistry-verbs");
    return new KindOptions(
        spec.member("x-clusterregistry-allow-unconditional-update").bool(false),
        spec.member("x-clusterregistry-allow-create-on-update").bool(false),
        spec.member("x-clusterregistry-generation").bool(true),
        spec.member("x-clusterregistry-stored").bool(true),
        verbs.present() ? List.copyOf(verbs.texts()) : KindOptions.ALL_VERBS);
  }

  private static YamlReader.Document parse(String source, byte[] yaml) {
    YamlReader.Document document;
    try {
      document = YamlReader.readInOrder(yaml);
    } catch (YamlException e) {
      throw new InvalidKindException(source + ": " + e.getMessage());
    }
    if (!document.duplicates().isEmpty()) {
      throw new InvalidKindException(source + ": " + String.join(", ", document.duplicates()));
    }
    return document;
  }

  private static Kind.Names names(YamlMember names) {
    names.allow(Set.of("kind", "listKind", "plural", "singular", "shortNames", "categories"));
    String kind = names.member("kind").text();
    return new Kind.Names(
        kind,
        names.member("listKind").text(kind + "List"),
        names.member("plural").text(),
        names.member("singular").text(kind.toLowerCase(Locale.ROOT)),
        List.copyOf(names.member("shortNames").texts()),
        List.copyOf(names.member("categories").texts()));
  }

  private static List<KindVersion.Definition> versions(YamlMember versions, String kind) {
    List<KindVersion.Definition> definitions =
        new ArrayList<>(versions.list(version -> VersionReader.read(version, kind)));
    definitions.sort((a, b) -> VersionOrder.INSTANCE.compare(a.version(), b.version()));
    if (definitions.stream().filter(KindVersion.Definition::storage).count() != 1) {
      throw versions.invalid("exactly one version must have storage: true");
    }
    if (definitions.stream().noneMatch(KindVersion.Definition::served)) {
      throw versions.invalid("at least one version must have served: true");
    }
    if (definitions.stream().map(KindVersion.Definition::version).distinct().count()
        != definitions.size()) {
      throw versions.invalid("two versions have the same name");
    }
    return definitions;
  }
}
