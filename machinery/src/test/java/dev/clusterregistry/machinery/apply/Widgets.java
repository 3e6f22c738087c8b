package dev.clusterregistry.machinery.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.patch.MergePatch;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.WidgetKind;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A kind with every sort of ownership, in two versions, and short words to apply it with. */
final class Widgets {
  private static final String VERSION =
      """
        - name: %s
          served: true
          storage: %s
          subresources: {status: {}}
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    size: {type: integer}
                    name: {type: string}
                    enabled: {type: boolean}
                    %s: {type: string}
                    nested:
                      type: object
                      properties:
                        a: {type: string}
                        b: {type: string}
                    map:
                      type: object
                      additionalProperties: {type: string}
                    whole:
                      type: object
                      x-kubernetes-map-type: atomic
                      properties:
                        a: {type: string}
                        b: {type: string}
                    list:
                      type: array
                      items: {type: string}
                    set:
                      type: array
                      x-kubernetes-list-type: set
                      items: {type: string}
                    ports:
                      type: array
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [port, protocol]
                      items:
                        type: object
                        required: [port, protocol]
                        properties:
                          port: {type: integer}
                          protocol: {type: string, default: TCP}
                          name: {type: string}
                    any:
                      type: object
                      x-kubernetes-preserve-unknown-fields: true
                status:
                  type: object
                  properties:
                    conditions:
                      type: array
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [type]
                      items:
                        type: object
                        required: [type]
                        properties:
                          type: {type: string}
                          status: {type: string}
      """;

  static final Kind KIND =
      WidgetKind.of(
          VERSION.formatted("v1", "true", "onlyInOne")
              + VERSION.formatted("v2", "false", "onlyInTwo"));
  static final KindVersion V1 = version("v1");
  static final KindVersion V2 = version("v2");
  static final String NOW = "2026-01-02T03:04:05Z";

  private Widgets() {}

  private static KindVersion version(String name) {
    return Objects.requireNonNull(KIND.version(name));
  }

  /** An object of v1: JSON with single quotes, apiVersion, kind and name added. */
  static ObjectNode widget(String members) {
    return widget(V1, members);
  }

  static ObjectNode widget(KindVersion version, String members) {
    ObjectNode object = json("{'apiVersion':'" + version.apiVersion() + "','kind':'Widget'}");
    object.setAll(json("{'metadata':{'name':'w'}}"));
    return MergePatch.parse(members.replace('\'', '"').getBytes(UTF_8)).apply(object);
  }

  static ObjectNode json(String json) {
    return MergePatch.parse(json.replace('\'', '"').getBytes(UTF_8)).patch();
  }

  /** Applies to the object itself in v1. */
  static ObjectNode apply(ObjectNode live, String manager, String members) {
    return new ServerSideApply(FieldManagement.ofObject(V1))
        .apply(live, widget(members), manager, false, NOW);
  }

  static ObjectNode force(ObjectNode live, String manager, String members) {
    return new ServerSideApply(FieldManagement.ofObject(V1))
        .apply(live, widget(members), manager, true, NOW);
  }

  static ObjectNode applyStatus(ObjectNode live, String manager, String members) {
    return new ServerSideApply(FieldManagement.ofStatus(V1))
        .apply(live, widget(members), manager, false, NOW);
  }

  /** Patches the object itself in v1, as anybody but an applier would. */
  static ObjectNode update(ObjectNode live, String manager, String patch) {
    return update(live, manager, patch, NOW);
  }

  static ObjectNode update(ObjectNode live, String manager, String patch, String now) {
    ObjectNode updated = MergePatch.parse(patch.replace('\'', '"').getBytes(UTF_8)).apply(live);
    return FieldManagement.ofObject(V1).update(live, updated, manager, now);
  }

  /** As the server does between two requests: the object has an identity. */
  static ObjectNode stored(ObjectNode object) {
    return MergePatch.parse("{\"metadata\":{\"uid\":\"u\"}}".getBytes(UTF_8)).apply(object);
  }

  static ObjectNode nothing() {
    return json("{}");
  }

  /** A part of an object as JSON with single quotes. */
  static String at(ObjectNode object, String pointer) {
    return GoJson.text(object.at(pointer)).replace('"', '\'');
  }

  /** The managers with their fields, one per line. */
  static String owners(ObjectNode object) {
    StringBuilder out = new StringBuilder();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      out.append(entry.path("manager").asString("")).append(' ');
      out.append(entry.path("operation").asString(""));
      String subresource = entry.path("subresource").asString("");
      out.append(subresource.isEmpty() ? "" : " " + subresource).append(' ');
      out.append(GoJson.text(entry.path("fieldsV1")).replace('"', '\'')).append('\n');
    }
    return out.toString().stripTrailing();
  }
}
