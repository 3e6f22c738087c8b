package dev.clusterregistry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an image is to be, from a JSON file.
 *
 * @param name of the image, without a tag
 * @param config how it is run: {@code config} of the OCI image configuration
 * @param attributes of files and folders that differ from the usual ones, see {@link Tree}
 */
record Description(String name, ObjectNode config, Map<String, Entry.Attributes> attributes) {

  static Description read(Path file) throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
    Map<String, Entry.Attributes> attributes = new TreeMap<>();
    Iterator<Map.Entry<String, JsonNode>> given =
        json.required("attributes").properties().iterator();
    while (given.hasNext()) {
      Map.Entry<String, JsonNode> one = given.next();
      attributes.put(
          one.getKey(),
          new Entry.Attributes(
              one.getValue().required("owner").intValue(),
              Integer.parseInt(one.getValue().required("mode").stringValue(), 8)));
    }
    return new Description(
        json.required("name").stringValue(), (ObjectNode) json.required("config"), attributes);
  }
}
