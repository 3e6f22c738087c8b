package dev.clusterregistry.apiserver.resource;

import dev.clusterregistry.apiserver.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reply as a client sees it. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Headers headers, byte[] body, List<String> warnings) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  JsonNode json() {
    return MAPPER.readTree(body);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A value by JSON pointer, as text. */
  String at(String pointer) {
    return json().at(pointer).asString("");
  }

  String message() {
    return at("/message");
  }

  String revision() {
    return at("/metadata/resourceVersion");
  }

  /** The names of a list's items. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode item : json().path("items")) {
      names.add(item.at("/metadata/name").asString());
    }
    return names;
  }
}
