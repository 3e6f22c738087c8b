package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what access reviews ask about, and finds what is wrong with a question. */
final class AccessQuestion {
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final String RESOURCE = "resourceAttributes";
  private static final String PATH = "nonResourceAttributes";

  private AccessQuestion() {}

  /** What is wrong with any access review. */
  static void check(JsonNode spec, List<FieldError> errors) {
    boolean resource = spec.path(RESOURCE).isObject();
    boolean path = spec.path(PATH).isObject();
    if (resource && path) {
      errors.add(
          FieldError.invalid(
              SPEC.child(PATH),
              spec.path(PATH),
              "cannot be specified in combination with resourceAttributes"));
    }
    if (!resource && !path) {
      errors.add(
          FieldError.invalid(
              SPEC.child(RESOURCE),
              (String) null,
              "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
    }
    SelectorRules.check(SPEC.child(RESOURCE), spec.path(RESOURCE), errors);
  }

  /** What is wrong with a review of somebody else. */
  static void checkSubject(JsonNode spec, List<FieldError> errors) {
    if (spec.path("user").asString("").isEmpty() && spec.path("groups").isEmpty()) {
      errors.add(
          FieldError.invalid(
              SPEC.child("user"), "", "at least one of user or group must be specified"));
    }
  }

  /** What is wrong with a review within a namespace. */
  static void checkNamespace(JsonNode spec, String namespace, List<FieldError> errors) {
    String asked = spec.path(RESOURCE).path("namespace").asString("");
    if (spec.path(RESOURCE).isObject() && !asked.equals(namespace)) {
      errors.add(
          FieldError.invalid(
              FieldPath.of("spec.resourceAttributes.namespace"),
              asked,
              "must match metadata.namespace"));
    }
    if (spec.path(PATH).isObject()) {
      errors.add(
          FieldError.invalid(
              FieldPath.of("spec.nonResourceAttributes"),
              spec.path(PATH),
              "disallowed on this kind of request"));
    }
  }

  /** A question is no object: it has no name, and nothing else of the kind. */
  static void checkMetadata(ObjectNode review, boolean namespaced, List<FieldError> errors) {
    for (Map.Entry<String, JsonNode> member : review.path("metadata").properties()) {
      boolean allowed =
          member.getKey().equals("managedFields")
              || (namespaced && member.getKey().equals("namespace"));
      if (!allowed && !member.getValue().isNull() && !isEmpty(member.getValue())) {
        errors.add(
            FieldError.invalid(
                METADATA,
                review.path("metadata"),
                namespaced ? "must be empty except for namespace" : "must be empty"));
        return;
      }
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainer() ? value.isEmpty() : value.asString("x").isEmpty();
  }

  /** What the action that is asked about is limited to. */
  static AskedSelectors selectors(JsonNode spec) {
    return AskedSelectors.of(spec.path(RESOURCE));
  }

  /** The action that is asked about, without limits. */
  static RequestInfo action(JsonNode spec) {
    JsonNode resource = spec.path(RESOURCE);
    if (!resource.isObject()) {
      JsonNode path = spec.path(PATH);
      return RequestInfo.ofAction(path.path("verb").asString(""), path.path("path").asString(""));
    }
    String version = resource.path("version").asString("");
    return RequestInfo.ofAction(
        resource.path("verb").asString(""),
        resource.path("group").asString(""),
        version.isEmpty() ? "*" : version,
        resource.path("resource").asString(""),
        resource.path("subresource").asString(""),
        resource.path("namespace").asString(""),
        resource.path("name").asString(""));
  }

  /** The user who is asked about: with the groups given, and no others. */
  static User user(JsonNode spec) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    spec.path("extra").forEachEntry((key, values) -> extra.put(key, texts(values)));
    return new User(
        spec.path("user").asString(""),
        spec.path("uid").asString(""),
        texts(spec.path("groups")),
        extra);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>(list.size());
    list.forEach(text -> texts.add(text.asString("")));
    return texts;
  }
}
