package dev.clusterregistry.apiserver.request;

import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelSelector;
import dev.clusterregistry.machinery.status.StatusException;
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
  private static final String FIELD_SELECTOR = "fieldSelector";
  private static final String LABEL_SELECTOR = "labelSelector";

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

  /** What of it authorizers look at. */
  public RequestInfo asked() {
    Query selectors =
        query.isEmpty()
            ? query
            : Query.of(
                FIELD_SELECTOR, query.text(FIELD_SELECTOR),
                LABEL_SELECTOR, query.text(LABEL_SELECTOR));
    return with(selectors, verb, verbText, List.of());
  }

  /** The same request, had it another verb. */
  public RequestInfo as(Verb other) {
    return with(query, other, other.text(), parts);
  }

  /** The same action under another name, to ask an authorizer about. */
  public RequestInfo as(String otherVerb) {
    return with(query, verb, otherVerb, parts);
  }

  /** The same action, limited to what both select. */
  public RequestInfo selecting(FieldSelector fields, LabelSelector labels) {
    Query selectors =
        Query.of(FIELD_SELECTOR, fields.toString(), LABEL_SELECTOR, labels.toString());
    return with(selectors, verb, verbText, parts);
  }

  private RequestInfo with(Query query, Verb verb, String verbText, List<String> parts) {
    return new RequestInfo(
        path,
        query,
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
        parts);
  }

  /** To which fields the action is limited; everything if that cannot be understood. */
  public FieldSelector fieldSelector() {
    try {
      return limited() ? FieldSelector.parse(query.text(FIELD_SELECTOR)) : FieldSelector.EVERYTHING;
    } catch (StatusException e) {
      return FieldSelector.EVERYTHING;
    }
  }

  /** To which labels the action is limited; everything if that cannot be understood. */
  public LabelSelector labelSelector() {
    try {
      return limited() ? LabelSelector.parse(query.text(LABEL_SELECTOR)) : LabelSelector.EVERYTHING;
    } catch (StatusException e) {
      return LabelSelector.EVERYTHING;
    }
  }

  /** Only requests for many objects heed selectors. An action that is asked about may have any. */
  private boolean limited() {
    boolean many = verb == Verb.LIST || verb == Verb.WATCH || verb == Verb.DELETECOLLECTION;
    return isResource && !watchPrefix && (many || path.isEmpty());
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
