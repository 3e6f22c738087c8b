package dev.clusterregistry.apiserver.request;

import java.util.List;

/**
 * What a request asks for, read from its method, path and query alone.
 *
 * @param path decoded
 * @param query decoded
 * @param isResource the path names a resource, served or not; if false, all that follows is empty
 * @param verbText as rules and messages name it: a {@link Verb}'s text, or for a path that is not a
 *     resource's the method in lower case
 * @param watchPrefix the deprecated form {@code …/watch/…} was used
 * @param group empty for the core group
 * @param namespace empty outside of namespaces
 * @param name empty for a collection, unless a field selector fixes metadata.name
 * @param parts the segments from the resource on
 */
public record RequestInfo(
    String path,
    Query query,
    boolean isResource,
    Verb verb,
    String verbText,
    boolean watchPrefix,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    List<String> parts) {

  /** Of a path that is not a resource's. */
  static RequestInfo nonResource(String path, Query query, String verbText) {
    return new RequestInfo(
        path, query, false, Verb.NONE, verbText, false, "", "", "", "", "", "", List.of());
  }

  /** An action on a resource, to ask an authorizer about. Whatever is empty is not said. */
  public static RequestInfo ofAction(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name) {
    return new RequestInfo(
        "",
        Query.EMPTY,
        true,
        Verb.NONE,
        verb,
        false,
        group,
        version,
        namespace,
        resource,
        name,
        subresource,
        List.of());
  }

  /** An action on a path, to ask an authorizer about. */
  public static RequestInfo ofAction(String verb, String path) {
    return nonResource(path, Query.EMPTY, verb);
  }

  /** What of it rules look at. */
  public RequestInfo withoutQuery() {
    return new RequestInfo(
        path,
        Query.EMPTY,
        isResource,
        verb,
        verbText,
        watchPrefix,
        group,
        version,
        namespace,
        resource,
        name,
        subresource,
        List.of());
  }

  /** The same request, had it another verb. */
  public RequestInfo as(Verb other) {
    return new RequestInfo(
        path,
        query,
        isResource,
        other,
        other.text(),
        watchPrefix,
        group,
        version,
        namespace,
        resource,
        name,
        subresource,
        parts);
  }

  /**
   * The namespace that holds the object asked for. Empty for a namespace itself, though rules see
   * it in its own.
   */
  public String holdingNamespace() {
    return group.isEmpty() && resource.equals("namespaces") ? "" : namespace;
  }

  /** The path ends at the collection, whatever a field selector says of the name. */
  public boolean onCollection() {
    return parts.size() == 1;
  }

  /** Open for minutes rather than milliseconds: exempt from the deadline and the limits. */
  public boolean longRunning() {
    return verb == Verb.WATCH || (!isResource && path.startsWith("/debug/pprof/"));
  }
}
