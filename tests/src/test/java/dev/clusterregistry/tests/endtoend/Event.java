package dev.clusterregistry.tests.endtoend;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What these tests want to know of a watch event.
 *
 * @param note the value of the annotation {@code note}, which tells the writes to an object apart
 */
record Event(String type, String apiVersion, String name, String note, long revision) {
  private static final JsonMapper JSON = new JsonMapper();

  static Event parse(byte[] line) {
    JsonNode event = JSON.readTree(line);
    String type = event.path("type").asString("");
    JsonNode metadata = event.path("object").path("metadata");
    if (type.isEmpty() || type.equals("ERROR") || !metadata.has("resourceVersion")) {
      throw new IllegalStateException("not an event: " + event);
    }
    return new Event(
        type,
        event.path("object").path("apiVersion").asString(),
        metadata.path("name").asString(""),
        metadata.path("annotations").path("note").asString(""),
        Long.parseLong(metadata.path("resourceVersion").asString()));
  }
}
