package dev.clusterregistry.apiserver.request;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link RequestInfo} from a request, with the rules of Kubernetes' RequestInfoFactory: the
 * path is decoded first and split then, so that authorization and routing see the same segments.
 */
public final class RequestInfoParser {
  private RequestInfoParser() {}

  /** Null if the path has a broken escape. */
  public static @Nullable RequestInfo parse(ApiRequest request) {
    String path = PercentDecoding.path(request.path());
    if (path == null) {
      return null;
    }
    Query query = Query.parse(request.query());
    List<String> parts = PathSegments.split(path);
    if (parts.size() < 3 || !isApiPrefix(parts.get(0))) {
      return RequestInfo.nonResource(path, query, lower(request.method()));
    }
    boolean core = parts.get(0).equals("api");
    if (!core && parts.size() < 4) {
      return RequestInfo.nonResource(path, query, lower(request.method()));
    }
    String group = core ? "" : parts.get(1);
    int at = core ? 1 : 2;
    return resource(
        request.method(), path, query, group, parts.get(at), parts.subList(at + 1, parts.size()));
  }

  private static RequestInfo resource(
      String method, String path, Query query, String group, String version, List<String> rest) {
    boolean watchPrefix = rest.get(0).equals("watch") && rest.size() > 1;
    List<String> parts = watchPrefix ? rest.subList(1, rest.size()) : rest;
    String namespace = "";
    if (parts.get(0).equals("namespaces") && parts.size() > 1) {
      namespace = parts.get(1);
      if (parts.size() > 2 && !isNamespaceSubresource(parts.get(2))) {
        parts = parts.subList(2, parts.size());
      }
    }
    String name = parts.size() > 1 ? parts.get(1) : "";
    String subresource = parts.size() > 2 && !watchPrefix ? parts.get(2) : "";
    Verb verb = watchPrefix ? Verb.WATCH : verb(method, name.isEmpty(), query);
    if (name.isEmpty() && (verb == Verb.LIST || verb == Verb.WATCH)) {
      name = nameOfFieldSelector(query);
    }
    return new RequestInfo(
        path,
        query,
        true,
        verb,
        verb.text(),
        watchPrefix,
        group,
        version,
        namespace,
        parts.get(0),
        name,
        subresource,
        parts);
  }

  private static Verb verb(String method, boolean collection, Query query) {
    return switch (method) {
      case "GET", "HEAD" -> {
        if (!collection) {
          yield Verb.GET;
        }
        yield query.flag("watch") ? Verb.WATCH : Verb.LIST;
      }
      case "POST" -> Verb.CREATE;
      case "PUT" -> Verb.UPDATE;
      case "PATCH" -> Verb.PATCH;
      case "DELETE" -> collection ? Verb.DELETECOLLECTION : Verb.DELETE;
      default -> Verb.NONE;
    };
  }

  /** The name that {@code metadata.name=x} in a field selector fixes, or the empty string. */
  private static String nameOfFieldSelector(Query query) {
    String selector = query.text("fieldSelector");
    for (String term : PathSegments.split(selector, ',')) {
      if (term.startsWith("metadata.name=")) {
        String value = term.substring("metadata.name=".length());
        value = value.startsWith("=") ? value.substring(1) : value;
        return isPathSegment(value) ? value : "";
      }
    }
    return "";
  }

  private static boolean isPathSegment(String name) {
    return !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('%') < 0
        && name.indexOf('\\') < 0;
  }

  private static boolean isApiPrefix(String part) {
    return part.equals("apis") || part.equals("api");
  }

  private static boolean isNamespaceSubresource(String part) {
    return part.equals("status") || part.equals("finalize");
  }

  private static String lower(String method) {
    return switch (method) {
      case "GET" -> "get";
      case "POST" -> "post";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
