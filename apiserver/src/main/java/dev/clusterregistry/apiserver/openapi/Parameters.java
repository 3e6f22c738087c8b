package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of the operations on one kind, each list sorted by name. What they say is in
 * parameters.json beside this class, word for word as kube-apiserver 1.36 says it.
 */
final class Parameters {
  private static final List<String> LIST_OPTIONS =
      List.of(
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "shardSelector",
          "timeoutSeconds");
  private static final List<String> DELETE_OPTIONS =
      List.of(
          "dryRun",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "propagationPolicy");

  private final ObjectNode texts = JsonResource.read("parameters.json");
  private final Kind kind;

  Parameters(Kind kind) {
    this.kind = kind;
  }

  /** Of every operation on a collection in its scope. */
  List<Parameter> ofCollection() {
    return kind.namespaced() ? sorted(named("namespace", "pretty")) : ofAllNamespaces();
  }

  List<Parameter> ofAllNamespaces() {
    return named("pretty");
  }

  /** Of every operation on one object. */
  List<Parameter> ofObject() {
    List<Parameter> parameters = new ArrayList<>(ofCollection());
    parameters.add(new Parameter("path", "name", "string", "name of the " + kind.kind()));
    return sorted(parameters);
  }

  List<Parameter> list() {
    List<Parameter> parameters = new ArrayList<>(named(LIST_OPTIONS));
    parameters.addAll(named("allowWatchBookmarks", "watch"));
    return sorted(parameters);
  }

  List<Parameter> deleteCollection() {
    List<Parameter> parameters = new ArrayList<>(named(LIST_OPTIONS));
    parameters.addAll(named(DELETE_OPTIONS));
    return sorted(parameters);
  }

  List<Parameter> delete() {
    return named(DELETE_OPTIONS);
  }

  List<Parameter> write() {
    return named("dryRun", "fieldManager", "fieldValidation");
  }

  List<Parameter> patch() {
    return named("dryRun", "fieldManager.patch", "fieldValidation", "force");
  }

  static List<Parameter> joined(List<Parameter> some, List<Parameter> others) {
    List<Parameter> all = new ArrayList<>(some);
    all.addAll(others);
    return sorted(all);
  }

  private static List<Parameter> sorted(List<Parameter> parameters) {
    List<Parameter> sorted = new ArrayList<>(parameters);
    sorted.sort(Comparator.comparing(Parameter::name));
    return sorted;
  }

  private List<Parameter> named(String... names) {
    return named(List.of(names));
  }

  private List<Parameter> named(List<String> names) {
    List<Parameter> parameters = new ArrayList<>();
    for (String name : names) {
      JsonNode text = texts.path(name);
      parameters.add(
          new Parameter(
              text.path("in").asString(),
              text.path("name").asString(),
              text.path("type").asString(),
              text.path("description").asString()));
    }
    return parameters;
  }
}
