package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.machinery.json.GoBase64;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the next page of a list starts, in kube-apiserver's own encoding: every replica can read
 * it, also after a restart.
 *
 * @param revision of the first page; -1 to go on at the latest state
 * @param start the first key of the next page, relative to the listed prefix
 */
public record ContinueToken(long revision, String start) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String VERSION = "meta.k8s.io/v1";
  private static final String NOT_VALID = "continue key is not valid";

  public String encode() {
    ObjectNode token = JsonNodeFactory.instance.objectNode();
    token.put("v", VERSION);
    token.put("rv", revision);
    token.put("start", start);
    byte[] json = MAPPER.writeValueAsBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * @throws StatusException 400
   */
  public static ContinueToken decode(String text) {
    JsonNode token = json(text);
    if (!token.path("v").asString("").equals(VERSION)) {
      throw invalid(
          NOT_VALID
              + ": server does not recognize this encoded version "
              + token.path("v").asString(""));
    }
    JsonNode revision = token.path("rv");
    if (revision.asLong(0) == 0) {
      throw invalid(
          NOT_VALID + ": incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    String start = token.path("start").asString("");
    if (start.isEmpty()) {
      throw invalid(NOT_VALID + ": encoded start key empty (version meta.k8s.io/v1)");
    }
    if (!isClean(start)) {
      throw invalid(NOT_VALID + ": " + start);
    }
    return new ContinueToken(revision.asLong(0), start);
  }

  /** The token's JSON, its members of the right types, or Go's words for what is wrong. */
  private static JsonNode json(String text) {
    byte[] json;
    try {
      json = GoBase64.decodeUrl(text);
    } catch (IllegalArgumentException e) {
      throw invalid(NOT_VALID + ": " + e.getMessage());
    }
    JsonNode token;
    try {
      token = GoJsonReader.read(json, duplicate -> {});
    } catch (GoJsonException e) {
      throw invalid(NOT_VALID + ": " + e.getMessage());
    }
    if (!token.isObject() && !token.isNull()) {
      throw wrongType(token, "value of type storage.continueToken");
    }
    checkType(token, "v", true);
    checkType(token, "rv", false);
    checkType(token, "start", true);
    return token;
  }

  private static void checkType(JsonNode token, String member, boolean text) {
    JsonNode value = token.path(member);
    boolean right = text ? value.isString() : value.isIntegralNumber() && value.canConvertToLong();
    if (!right && !value.isMissingNode() && !value.isNull()) {
      throw wrongType(
          value,
          "struct field continueToken." + member + " of type " + (text ? "string" : "int64"));
    }
  }

  private static StatusException wrongType(JsonNode value, String target) {
    String number = value.isNumber() && target.endsWith("int64") ? " " + GoJson.text(value) : "";
    return invalid(
        NOT_VALID
            + ": json: cannot unmarshal "
            + GoJson.typeName(value)
            + number
            + " into Go "
            + target);
  }

  /** Whether the key stays below the prefix that it is put behind. */
  private static boolean isClean(String key) {
    String path = key.startsWith("/") ? key.substring(1) : key;
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      String segment = slash < 0 ? path.substring(from) : path.substring(from, slash);
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
      if (slash < 0) {
        return true;
      }
      from = slash + 1;
    }
  }

  private static StatusException invalid(String why) {
    return Statuses.badRequest("invalid continue token: " + why);
  }
}
