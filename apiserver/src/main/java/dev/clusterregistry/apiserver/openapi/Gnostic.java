package dev.clusterregistry.apiserver.openapi;

import tools.jackson.databind.JsonNode;

/** The protobuf messages of gnostic (github.com/google/gnostic-models) that kubectl reads. */
enum Gnostic {
  V2("v2") {
    @Override
    byte[] encode(JsonNode document) {
      return GnosticV2Document.encode(document);
    }
  },
  V3("v3") {
    @Override
    byte[] encode(JsonNode document) {
      return GnosticV3Document.encode(document);
    }
  };

  private final String subtype;
  private final String subtypeWithAt;

  Gnostic(String version) {
    subtype = "com.github.proto-openapi.spec." + version + ".v1.0+protobuf";
    subtypeWithAt = "com.github.proto-openapi.spec." + version + "@v1.0+protobuf";
  }

  abstract byte[] encode(JsonNode document);

  /** What an answer is labelled with, however the client spelled it. */
  String contentType() {
    return "application/" + subtype;
  }

  /** The at sign is not allowed in media types, but clients send it. */
  boolean isCalled(String candidate) {
    return candidate.equals(subtype) || candidate.equals(subtypeWithAt);
  }
}
