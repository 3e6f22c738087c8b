package dev.clusterregistry.apiserver.openapi;

import java.util.List;

/**
 * A parameter of operations.
 *
 * @param in query or path
 * @param type string, integer or boolean
 */
record Parameter(String in, String name, String type, String description) {

  static final Parameter PRETTY =
      query(
          "pretty",
          "string",
          "If 'true', the answer is indented. Answers to curl, wget and browsers always are, unless"
              + " this is 'false'.");
  static final Parameter NAME = path("name", "The name of the object.");
  static final Parameter NAMESPACE = path("namespace", "The namespace of the objects.");

  private static final Parameter DRY_RUN =
      query(
          "dryRun",
          "string",
          "If 'All', everything is done except that the result is not stored. No other value is"
              + " allowed.");
  private static final Parameter FIELD_MANAGER =
      query(
          "fieldManager",
          "string",
          "The name under which the changes are recorded in managedFields: printable characters, at"
              + " most 128. If absent, the user agent up to the first slash.");
  private static final Parameter FIELD_VALIDATION =
      query(
          "fieldValidation",
          "string",
          "What happens to fields of the body that are unknown or appear twice. Ignore: they are"
              + " dropped. Warn: they are dropped and named in warnings; this is the default."
              + " Strict: the request fails.");
  private static final Parameter FORCE =
      query(
          "force",
          "boolean",
          "In apply patches, takes over the fields that other managers own instead of failing with"
              + " a conflict. Not allowed in other patches.");

  static final List<Parameter> WRITE = List.of(DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION);
  static final List<Parameter> PATCH = List.of(DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION, FORCE);

  static final List<Parameter> DELETE =
      List.of(
          DRY_RUN,
          query(
              "gracePeriodSeconds",
              "integer",
              "How many seconds the object is given to shut down. 0 deletes at once."),
          query(
              "orphanDependents",
              "boolean",
              "Deprecated: use propagationPolicy. Whether the objects that belong to this one are"
                  + " kept."),
          query(
              "propagationPolicy",
              "string",
              "What happens to the objects that belong to this one. Orphan: they are kept."
                  + " Background: they are deleted later. Foreground: they are deleted first."));

  static final List<Parameter> LIST =
      List.of(
          query(
              "allowWatchBookmarks",
              "boolean",
              "Lets the server send events of the type BOOKMARK, which say how far the watch has"
                  + " come. Only for watches."),
          query(
              "continue",
              "string",
              "The token of the previous answer, to get the next part of a list at the same"
                  + " version. A token that has expired answers 410."),
          query(
              "fieldSelector",
              "string",
              "Selects objects by fields, such as metadata.name=a. Everything by default."),
          query(
              "labelSelector",
              "string",
              "Selects objects by labels, such as app=a,tier!=b. Everything by default."),
          query(
              "limit",
              "integer",
              "The most objects that one answer may hold. If there are more, the answer's metadata"
                  + " has a token with which to continue."),
          query(
              "resourceVersion",
              "string",
              "How recent the answer must be, together with resourceVersionMatch; in a watch, where"
                  + " it begins."),
          query(
              "resourceVersionMatch",
              "string",
              "How resourceVersion is meant: NotOlderThan or Exact."),
          query(
              "sendInitialEvents",
              "boolean",
              "Lets a watch begin with an ADDED event for every object that exists and then a"
                  + " bookmark that says so. Needs resourceVersionMatch=NotOlderThan."),
          query(
              "timeoutSeconds",
              "integer",
              "How many seconds the request may take at most; for a watch, how long it stays"
                  + " open."),
          query(
              "watch",
              "boolean",
              "Instead of a list, sends every change from resourceVersion on as one event."));

  private static Parameter query(String name, String type, String description) {
    return new Parameter("query", name, type, description);
  }

  private static Parameter path(String name, String description) {
    return new Parameter("path", name, "string", description);
  }
}
