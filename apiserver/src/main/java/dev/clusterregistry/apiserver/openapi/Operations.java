package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All operations on the resource of one version and its subresources. */
final class Operations {
  private static final String STATUS = Names.META + "Status";

  private final KindVersion version;
  private final String root;
  private final String idPart;
  private final String scopePart;
  private final String kind;
  private final String definition;
  private final List<Operation> all = new ArrayList<>();

  private Operations(KindVersion version) {
    Kind of = version.kind();
    this.version = version;
    this.root = "/apis/" + version.apiVersion();
    this.idPart = Names.operationPart(of.group(), version.version());
    this.scopePart = of.namespaced() ? "Namespaced" : "";
    this.kind = of.kind();
    this.definition = Names.definition(version, kind);
  }

  static List<Operation> of(KindVersion version) {
    Operations operations = new Operations(version);
    operations.addCollection();
    operations.addObject();
    if (version.hasStatus()) {
      operations.addStatus();
    }
    operations.addWatches();
    return operations.all;
  }

  private String collection(String prefix) {
    String plural = version.kind().plural();
    return version.kind().namespaced()
        ? root + prefix + "/namespaces/{namespace}/" + plural
        : root + prefix + "/" + plural;
  }

  private void addCollection() {
    String path = collection("");
    String list = Names.definition(version, version.kind().listKind());
    String listText = "List or watch objects of the kind " + kind + ".";
    add(
        path,
        "get",
        "list" + idPart + scopePart + kind,
        listText,
        "list",
        collectionPath(),
        Parameter.LIST,
        null,
        ok(list),
        MediaTypes.LISTS);
    add(
        path,
        "post",
        "create" + idPart + scopePart + kind,
        "Create one " + kind + ".",
        "post",
        collectionPath(),
        Parameter.WRITE,
        body(),
        written(),
        MediaTypes.OBJECTS);
    add(
        path,
        "delete",
        "delete" + idPart + "Collection" + scopePart + kind,
        "Delete all selected objects of the kind " + kind + ".",
        "deletecollection",
        collectionPath(),
        joined(Parameter.LIST, Parameter.DELETE),
        deleteBody(),
        ok(STATUS),
        MediaTypes.OBJECTS);
    if (version.kind().namespaced()) {
      add(
          root + "/" + version.kind().plural(),
          "get",
          "list" + idPart + kind + "ForAllNamespaces",
          listText,
          "list",
          List.of(Parameter.PRETTY),
          Parameter.LIST,
          null,
          ok(list),
          MediaTypes.LISTS);
    }
  }

  private void addObject() {
    String path = collection("") + "/{name}";
    add(
        path,
        "get",
        "read" + idPart + scopePart + kind,
        "Read one " + kind + ".",
        "get",
        objectPath(),
        List.of(),
        null,
        ok(definition),
        MediaTypes.OBJECTS);
    add(
        path,
        "put",
        "replace" + idPart + scopePart + kind,
        "Replace one " + kind + ".",
        "put",
        objectPath(),
        Parameter.WRITE,
        body(),
        replaced(),
        MediaTypes.OBJECTS);
    add(
        path,
        "patch",
        "patch" + idPart + scopePart + kind,
        "Change parts of one " + kind + ".",
        "patch",
        objectPath(),
        Parameter.PATCH,
        patchBody(),
        replaced(),
        MediaTypes.OBJECTS);
    add(
        path,
        "delete",
        "delete" + idPart + scopePart + kind,
        "Delete one " + kind + ".",
        "delete",
        objectPath(),
        Parameter.DELETE,
        deleteBody(),
        deleted(),
        MediaTypes.OBJECTS);
  }

  private void addStatus() {
    String path = collection("") + "/{name}/status";
    String suffix = idPart + scopePart + kind + "Status";
    add(
        path,
        "get",
        "read" + suffix,
        "Read the status of one " + kind + ".",
        "get",
        objectPath(),
        List.of(),
        null,
        ok(definition),
        MediaTypes.OBJECTS);
    add(
        path,
        "put",
        "replace" + suffix,
        "Replace the status of one " + kind + ".",
        "put",
        objectPath(),
        Parameter.WRITE,
        body(),
        replaced(),
        MediaTypes.OBJECTS);
    add(
        path,
        "patch",
        "patch" + suffix,
        "Change parts of the status of one " + kind + ".",
        "patch",
        objectPath(),
        Parameter.PATCH,
        patchBody(),
        replaced(),
        MediaTypes.OBJECTS);
  }

  private void addWatches() {
    String event = Names.META + "WatchEvent";
    String listText =
        "Watch all objects of the kind " + kind + ". Deprecated: list with the parameter watch.";
    add(
        collection("/watch"),
        "get",
        "watch" + idPart + scopePart + kind + "List",
        listText,
        "watchlist",
        joined(collectionPath(), Parameter.LIST),
        List.of(),
        null,
        ok(event),
        MediaTypes.LISTS);
    add(
        collection("/watch") + "/{name}",
        "get",
        "watch" + idPart + scopePart + kind,
        "Watch one " + kind + ". Deprecated: list with watch and a field selector.",
        "watch",
        joined(objectPath(), Parameter.LIST),
        List.of(),
        null,
        ok(event),
        MediaTypes.LISTS);
    if (version.kind().namespaced()) {
      add(
          root + "/watch/" + version.kind().plural(),
          "get",
          "watch" + idPart + kind + "ListForAllNamespaces",
          listText,
          "watchlist",
          joined(List.of(Parameter.PRETTY), Parameter.LIST),
          List.of(),
          null,
          ok(event),
          MediaTypes.LISTS);
    }
  }

  private void add(
      String path,
      String method,
      String id,
      String description,
      String action,
      List<Parameter> pathParameters,
      List<Parameter> parameters,
      Operation.@Nullable Body body,
      List<Operation.Answer> answers,
      List<String> produces) {
    String group = version.kind().group();
    all.add(
        new Operation(
            path,
            method,
            id,
            Names.tag(group, version.version()),
            description,
            action,
            Names.groupVersionKind(group, version.version(), kind),
            pathParameters,
            parameters,
            body,
            answers,
            produces));
  }

  private List<Parameter> collectionPath() {
    return version.kind().namespaced()
        ? List.of(Parameter.NAMESPACE, Parameter.PRETTY)
        : List.of(Parameter.PRETTY);
  }

  private List<Parameter> objectPath() {
    return joined(List.of(Parameter.NAME), collectionPath());
  }

  private static List<Parameter> joined(List<Parameter> first, List<Parameter> second) {
    List<Parameter> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
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

  private static List<Operation.Answer> ok(String definition) {
    return List.of(new Operation.Answer(200, "OK", definition));
  }

  private List<Operation.Answer> replaced() {
    return List.of(
        new Operation.Answer(200, "OK", definition),
        new Operation.Answer(201, "Created", definition));
  }

  private List<Operation.Answer> written() {
    return List.of(
        new Operation.Answer(200, "OK", definition),
        new Operation.Answer(201, "Created", definition),
        new Operation.Answer(202, "Accepted", definition));
  }

  private static List<Operation.Answer> deleted() {
    return List.of(
        new Operation.Answer(200, "OK", STATUS), new Operation.Answer(202, "Accepted", STATUS));
  }
}
