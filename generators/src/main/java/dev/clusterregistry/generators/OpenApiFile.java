package dev.clusterregistry.generators;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document for generators of clients. It is what the server publishes but for two
 * things: the server says, as Kubernetes does, that bodies may be of any type, of which most
 * generators make a header that no server takes; here they are JSON. And the document in version 3
 * says, as that in version 2 does, that requests carry a token: else generated clients send none.
 */
final class OpenApiFile {
  private static final String ANY = "*/*";
  private static final String JSON = "application/json";

  private OpenApiFile() {}

  static String v2(ObjectNode document) {
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.get("consumes") instanceof ArrayNode consumes
            && consumes.get(0).stringValue("").equals(ANY)) {
          consumes.set(0, consumes.stringNode(JSON));
        }
      }
    }
    return text(document);
  }

  static String v3(@Nullable ObjectNode published) {
    ObjectNode document = Objects.requireNonNull(published);
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("requestBody").get("content") instanceof ObjectNode content
            && content.remove(ANY) instanceof ObjectNode any) {
          content.set(JSON, any);
        }
      }
    }
    document.putArray("security").addObject().putArray("BearerToken");
    return text(document);
  }

  private static String text(ObjectNode document) {
    return document.toPrettyString() + "\n";
  }
}
