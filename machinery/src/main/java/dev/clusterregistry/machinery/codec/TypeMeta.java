package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import org.jspecify.annotations.Nullable;

/**
 * Kind, group and version that a document claims, with what it leaves out taken from the version
 * that is asked for.
 */
record TypeMeta(String group, String version, String kind) {
  /** Kubernetes names the source line that made its type registry; clients see no other here. */
  static final String SCHEME = "pkg/runtime/scheme.go:111";

  /**
   * @param apiVersion may be empty
   * @param kind may be empty
   * @throws DecodingException if the apiVersion has more than one slash
   */
  static TypeMeta of(String apiVersion, String kind, KindVersion wanted) {
    int slash = apiVersion.indexOf('/');
    if (slash != apiVersion.lastIndexOf('/')) {
      throw new DecodingException("unexpected GroupVersion string: " + apiVersion);
    }
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    String wantedGroup = wanted.kind().group();
    if (version.isEmpty() && (group.isEmpty() || group.equals(wantedGroup))) {
      group = wantedGroup;
      version = wanted.version();
    }
    return new TypeMeta(group, version, kind.isEmpty() ? wanted.kind().kind() : kind);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Why a document of this type cannot be one of the kind, in any version; null if it can. */
  @Nullable String mismatch(KindVersion wanted) {
    Kind known = wanted.kind();
    boolean knownVersion = among(known) != null;
    if (knownVersion && kind.equals(known.kind())) {
      return null;
    }
    if (knownVersion && kind.equals(known.listKind())) {
      return "converting ("
          + version
          + "."
          + kind
          + ") to ("
          + wanted.version()
          + "."
          + known.kind()
          + "): unknown conversion";
    }
    return unknown();
  }

  /** The version of a kind, whatever the document's own is; null if it has none by that name. */
  @Nullable KindVersion among(Kind known) {
    return group.equals(known.group()) ? known.version(version) : null;
  }

  /** What Kubernetes says of a kind that it does not have. */
  String unknown() {
    return "no kind "
        + GoQuote.quote(kind)
        + " is registered for version "
        + GoQuote.quote(apiVersion())
        + " in scheme "
        + GoQuote.quote(SCHEME);
  }

  /** Why the version is not the wanted one; null if it is. */
  @Nullable String otherVersion(KindVersion wanted) {
    return apiVersion().equals(wanted.apiVersion())
        ? null
        : "the API version in the data ("
            + apiVersion()
            + ") does not match the expected API version ("
            + wanted.apiVersion()
            + ")";
  }
}
