package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.request.MediaClause;
import org.jspecify.annotations.Nullable;

/** A form in which a document can be had. */
enum Form {
  JSON,
  PROTOBUF;

  /** The first of the Accept header's clauses that can be served; null if none can. */
  static @Nullable Form of(@Nullable String accept, Gnostic gnostic) {
    if (accept == null || accept.isEmpty()) {
      return JSON;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      if (clause.takes("application", "json")) {
        return JSON;
      }
      if (clause.type().equals("application") && gnostic.isCalled(clause.subtype())) {
        return PROTOBUF;
      }
    }
    return null;
  }
}
