package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All operations on the resource of one version and its subresources. */
final class Operations {
  private static final String STATUS = Names.META + "Status";
  private static final String DEPRECATED =
      ". deprecated: use the 'watch' parameter with a list operation instead";

  private final KindVersion version;
  private final String root;
  private final String idPart;
  private final String scopedKind;
  private final String kind;
  private final String definition;
  private final Parameters parameters;
  private final List<Operation> all = new ArrayList<>();

  private Operations(KindVersion version) {
    Kind of = version.kind();
    this.version = version;
    this.root = "/" + Names.root(version);
    this.idPart = Names.operationPart(of.group(), version.version());
    this.scopedKind = (of.namespaced() ? "Namespaced" : "") + of.kind();
    this.kind = of.kind();
    this.definition = Names.definition(version, kind);
    this.parameters = new Parameters(of);
  }

  static List<Operation> of(KindVersion version) {
    Operations operations = new Operations(version);
    operations.addCollection(operations.collection(""));
    operations.addObject(operations.collection("") + "/{name}");
    if (version.hasStatus()) {
      String path = operations.collection("") + "/{name}/status";
      operations.addParts(path, operations.scopedKind + "Status", "status of the specified ");
    }
    if (version.kind().namespaced()) {
      operations.addAllNamespaces();
    }
    operations.addWatches(operations.collection("/watch"));
    return operations.all;
  }

  private String collection(String prefix) {
    String plural = version.kind().plural();
    return version.kind().namespaced()
        ? root + prefix + "/namespaces/{namespace}/" + plural
        : root + prefix + "/" + plural;
  }

  private void addCollection(String path) {
    List<Parameter> common = parameters.ofCollection();
    Request list = new Request(common, parameters.list(), null);
    add(path, "list", scopedKind, "list or watch objects of kind " + kind, list, lists());
    Request create = new Request(common, parameters.write(), body());
    add(path, "create", scopedKind, "create " + Names.withArticle(kind), create, objects(3));
    Request delete = new Request(common, parameters.deleteCollection(), deleteBody());
    add(path, "deletecollection", scopedKind, "delete collection of " + kind, delete, statuses(1));
  }

  private void addObject(String path) {
    addParts(path, scopedKind, "the specified ");
    Request delete = new Request(parameters.ofObject(), parameters.delete(), deleteBody());
    add(path, "delete", scopedKind, "delete " + Names.withArticle(kind), delete, statuses(2));
  }

  /** What can be done with an object and with a part of it alike. */
  private void addParts(String path, String idEnd, String which) {
    List<Parameter> common = parameters.ofObject();
    String what = which + kind;
    add(path, "read", idEnd, "read " + what, new Request(common, List.of(), null), objects(1));
    Request replace = new Request(common, parameters.write(), body());
    add(path, "replace", idEnd, "replace " + what, replace, objects(2));
    Request patch = new Request(common, parameters.patch(), patchBody());
    add(path, "patch", idEnd, "partially update " + what, patch, objects(2));
  }

  private void addAllNamespaces() {
    Request request = allOf(parameters.ofAllNamespaces());
    String end = kind + "ForAllNamespaces";
    String path = root + "/" + version.kind().plural();
    add(path, "list", end, "list or watch objects of kind " + kind, request, lists());
    String watchPath = root + "/watch/" + version.kind().plural();
    add(watchPath, "watchlist", kind + "ListForAllNamespaces", watchText(), request, events());
  }

  private void addWatches(String path) {
    Request many = allOf(parameters.ofCollection());
    add(path, "watchlist", scopedKind + "List", watchText(), many, events());
    String text =
        "watch changes to an object of kind "
            + kind
            + DEPRECATED
            + ", filtered to a single item with the 'fieldSelector' parameter.";
    add(path + "/{name}", "watch", scopedKind, text, allOf(parameters.ofObject()), events());
  }

  private String watchText() {
    return "watch individual changes to a list of " + kind + DEPRECATED + ".";
  }

  /** Parameters of a path with one operation are the path's. */
  private Request allOf(List<Parameter> common) {
    return new Request(Parameters.joined(common, parameters.list()), List.of(), null);
  }

  private record Request(
      List<Parameter> path, List<Parameter> own, Operation.@Nullable Body body) {}

  private record Response(List<Operation.Answer> answers, List<String> mediaTypes) {}

  private void add(
      String path, String verb, String idEnd, String text, Request request, Response response) {
    String group = version.kind().group();
    if (!version.kind().options().verbs().contains(discoveryVerb(verb))) {
      return;
    }
    String action = action(verb);
    all.add(
        new Operation(
            path,
            method(action),
            id(verb, idEnd),
            Names.tag(group, version.version()),
            text,
            new Operation.Subject(action, Names.groupVersionKind(group, version.version(), kind)),
            request.path(),
            request.own(),
            request.body(),
            response.answers(),
            response.mediaTypes()));
  }

  private String id(String verb, String end) {
    return switch (verb) {
      case "deletecollection" -> "delete" + idPart + "Collection" + end;
      case "watchlist" -> "watch" + idPart + end;
      default -> verb + idPart + end;
    };
  }

  /** The verb as x-kubernetes-action has it. */
  private static String discoveryVerb(String verb) {
    return switch (verb) {
      case "replace" -> "update";
      case "read" -> "get";
      case "watchlist" -> "watch";
      default -> verb;
    };
  }

  private static String action(String verb) {
    return switch (verb) {
      case "create" -> "post";
      case "replace" -> "put";
      case "read" -> "get";
      default -> verb;
    };
  }

  private static String method(String action) {
    return switch (action) {
      case "post", "put", "patch", "delete" -> action;
      case "deletecollection" -> "delete";
      default -> "get";
    };
  }

  private Operation.Body body() {
    return new Operation.Body(definition, List.of(), true);
  }

  private static Operation.Body patchBody() {
    return new Operation.Body(Names.META + "Patch", MediaTypes.PATCHES, true);
  }

  private static Operation.Body deleteBody() {
    return new Operation.Body(Names.META + "DeleteOptions", List.of(), false);
  }

  private Response lists() {
    String list = Names.definition(version, version.kind().listKind());
    return new Response(List.of(new Operation.Answer(200, "OK", list)), MediaTypes.lists(version));
  }

  private Response events() {
    String event = Names.META + "WatchEvent";
    return new Response(List.of(new Operation.Answer(200, "OK", event)), MediaTypes.lists(version));
  }

  /** OK, then Created, then Accepted. */
  private Response objects(int answers) {
    List<Operation.Answer> possible =
        List.of(
            new Operation.Answer(200, "OK", definition),
            new Operation.Answer(201, "Created", definition),
            new Operation.Answer(202, "Accepted", definition));
    return new Response(possible.subList(0, answers), MediaTypes.objects(version));
  }

  /** OK, then Accepted. */
  private Response statuses(int answers) {
    List<Operation.Answer> possible =
        List.of(
            new Operation.Answer(200, "OK", STATUS), new Operation.Answer(202, "Accepted", STATUS));
    return new Response(possible.subList(0, answers), MediaTypes.objects(version));
  }
}
