package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.request.MediaClause;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an Accept clause that say what to make of the object. */
final class TransformParameters {
  private TransformParameters() {}

  /** Null if the clause asks for something that is not served: then the next clause counts. */
  static @Nullable Transform read(MediaClause clause) {
    if (clause.parameters().isEmpty()) {
      return Transform.NONE;
    }
    String stream = clause.parameter("stream");
    String serverVersion = clause.parameter("sv");
    if (!emptyOr(stream, "watch") || !emptyOr(serverVersion, "v1")) {
      return null;
    }
    String as = clause.parameter("as");
    String group = clause.parameter("g");
    String version = clause.parameter("v");
    if (as == null && group == null && version == null) {
      return Transform.NONE;
    }
    if (!"meta.k8s.io".equals(group) || !("v1".equals(version) || "v1beta1".equals(version))) {
      return null;
    }
    if (as == null || version == null) {
      return null;
    }
    return switch (as) {
      case "Table" -> new Transform.Table(version);
      case "PartialObjectMetadata" -> new Transform.PartialObject(version);
      case "PartialObjectMetadataList" -> new Transform.PartialList(version);
      default -> null;
    };
  }

  private static boolean emptyOr(@Nullable String value, String wanted) {
    return value == null || value.isEmpty() || value.equals(wanted);
  }
}
