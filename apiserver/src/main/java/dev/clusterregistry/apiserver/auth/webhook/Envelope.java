package dev.clusterregistry.apiserver.auth.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all reviews are wrapped in, as kube-apiserver writes and reads it: a question is an object
 * with a spec, the answer the same object with a status.
 */
record Envelope(String apiVersion, String kind) {

  /** A question without its spec. */
  ObjectNode question() {
    ObjectNode review = JsonMapper.shared().createObjectNode();
    review.put("kind", kind).put("apiVersion", apiVersion);
    review.putObject("metadata").putNull("creationTimestamp");
    return review;
  }

  static byte[] bytes(ObjectNode question) {
    return question.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The status of an answer; null if it is no answer of this kind. */
  @Nullable JsonNode status(byte[] answer) {
    JsonNode review;
    try {
      review = JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      return null;
    }
    JsonNode status = review.path("status");
    boolean same =
        review.path("kind").asString(kind).equals(kind)
            && review.path("apiVersion").asString(apiVersion).equals(apiVersion);
    return same && status.isObject() ? status : null;
  }

  /** Of a list of texts. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>(list.size());
    for (JsonNode each : list) {
      texts.add(each.asString(""));
    }
    return texts;
  }

  static void put(ObjectNode node, String member, List<String> texts) {
    texts.forEach(node.putArray(member)::add);
  }
}
