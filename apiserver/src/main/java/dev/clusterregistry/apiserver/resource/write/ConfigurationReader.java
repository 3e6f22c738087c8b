package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.strategic.Restoration;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of server-side applies. */
final class ConfigurationReader {
  private static final String CONVERSION = "error converting YAML to JSON: ";

  private final ObjectDecoder decoder = new ObjectDecoder();

  /**
   * What a client applies.
   *
   * @param tree as sent, unknown members included
   * @param duplicates keys that a mapping has twice, one text for each
   */
  record Configuration(ObjectNode tree, List<String> duplicates) {

    /**
     * Refuses duplicate keys, warns of them or passes over them. Unknown fields have been refused
     * whatever the client wishes.
     *
     * @throws StatusException 400
     */
    void judge(Call call, FieldValidation validation) {
      if (duplicates.isEmpty()) {
        return;
      }
      switch (validation) {
        case IGNORE -> {}
        case WARN -> duplicates.forEach(call::warn);
        case STRICT ->
            throw Statuses.badRequest(
                "error strict decoding YAML: "
                    + CONVERSION
                    + new YamlReader.Document(tree, duplicates).duplicatesError());
      }
    }
  }

  /**
   * @throws StatusException 400
   */
  Configuration read(byte[] body) {
    JsonNode json = json(body);
    if (json instanceof ObjectNode object) {
      return new Configuration(object, List.of());
    }
    YamlReader.Document document;
    try {
      document = YamlReader.read(body);
    } catch (YamlException e) {
      throw Statuses.badRequest("error decoding YAML: " + CONVERSION + e.getMessage());
    }
    return switch (document.tree()) {
      case ObjectNode object -> new Configuration(object, document.duplicates());
      case JsonNode nothing when nothing.isNull() ->
          new Configuration(JsonNodeFactory.instance.objectNode(), List.of());
      case JsonNode other ->
          throw Statuses.badRequest(
              "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot"
                  + " unmarshal "
                  + GoJson.typeName(other)
                  + " into Go value of type map[string]interface {}");
    };
  }

  /**
   * JSON is YAML, but far quicker to read.
   *
   * @return null if it is not JSON, or has duplicate keys, whose lines only the other way finds
   */
  private static @Nullable JsonNode json(byte[] body) {
    if (body.length == 0 || body[0] != '{') {
      return null;
    }
    List<String> duplicates = new ArrayList<>(0);
    try {
      JsonNode tree = GoJsonReader.read(body, duplicates::add);
      return duplicates.isEmpty() ? tree : null;
    } catch (GoJsonException e) {
      return null;
    }
  }

  /**
   * The result of an apply in the shape of the schema.
   *
   * @param applied the configuration, which errors name
   * @throws StatusException 500 (as kube-apiserver has it) for values that only look well-formed
   */
  Draft decoded(ObjectNode merged, ObjectNode applied, KindVersion version) {
    try {
      ObjectNode tree = decoder.decodeTree(merged, version).tree();
      version.kind().rules().fillIn(tree);
      return new Draft(tree);
    } catch (DecodingException e) {
      String type = version.apiVersion() + ", Kind=" + version.kind().kind();
      JsonNode metadata = applied.path("metadata");
      throw Statuses.unknown500(
          "failed to convert new object ("
              + metadata.path("namespace").asString("")
              + "/"
              + metadata.path("name").asString("")
              + "; "
              + type
              + ") to proper version: unable to convert unstructured object to "
              + type
              + ": "
              + Objects.requireNonNullElse(
                  Restoration.problem(merged, version.schema()), e.getMessage()));
    }
  }
}
