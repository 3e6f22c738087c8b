package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parses the body of a deletion and checks that it holds DeleteOptions. */
final class OptionsBody {
  private OptionsBody() {}

  static ObjectNode decode(ApiRequest request, String groupVersion) {
    JsonNode tree = parse(request.body(), BodyFormat.of(request));
    if (tree.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!(tree instanceof ObjectNode options)) {
      throw unreadable("the body is not an object");
    }
    String kind = options.path("kind").asString("");
    String apiVersion = options.path("apiVersion").asString("");
    boolean ours =
        switch (apiVersion) {
          case "", "v1", "meta.k8s.io/v1", "meta.k8s.io/v1beta1" -> true;
          default -> apiVersion.equals(groupVersion);
        };
    if (!(kind.isEmpty() || kind.equals("DeleteOptions")) || !ours) {
      throw Statuses.badRequest(
          "no kind "
              + GoQuote.quote(kind.isEmpty() ? "DeleteOptions" : kind)
              + " is registered for version "
              + GoQuote.quote(apiVersion.isEmpty() ? "meta.k8s.io/v1" : apiVersion));
    }
    return options;
  }

  private static JsonNode parse(byte[] body, Format format) {
    try {
      return switch (format) {
        case JSON -> GoJsonReader.read(body, duplicate -> {});
        case YAML -> YamlReader.read(body).tree();
      };
    } catch (GoJsonException e) {
      throw unreadable("json parse error: " + e.getMessage());
    } catch (YamlException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static StatusException unreadable(String why) {
    return Statuses.badRequest("couldn't get version/kind; " + why);
  }
}
