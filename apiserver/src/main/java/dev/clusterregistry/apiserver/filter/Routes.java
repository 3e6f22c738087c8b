package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is served. Filled once at start, read by every request afterwards. */
public final class Routes {

  private record ResourceKey(String group, String version, String resource, String subresource) {}

  private record Version(String group, String version) {}

  private static final String GROUPS = "/apis/";

  private record Tree(String prefix, Route route) {}

  private final Map<ResourceKey, Route> resources = new HashMap<>();
  private final Map<Version, Route> unknownResources = new HashMap<>();
  private final Map<String, Route> unknownVersions = new HashMap<>();
  private final Map<String, Route> paths = new HashMap<>();
  private final List<Tree> trees = new ArrayList<>();

  /** Serves one path exactly. */
  public Routes path(String path, Endpoint endpoint) {
    paths.put(path, Route.path(path, endpoint));
    return this;
  }

  /** Serves every path that begins with the prefix and has no route of its own. */
  public Routes below(String prefix, Endpoint endpoint) {
    trees.add(new Tree(prefix, Route.path(prefix, endpoint)));
    return this;
  }

  /**
   * @param subresource empty for the resource itself
   */
  public Routes resource(
      String group, String version, String resource, String subresource, Endpoint endpoint) {
    resources.put(
        new ResourceKey(group, version, resource, subresource),
        Route.resource(group, version, resource, subresource, endpoint));
    Route unknown = Route.resource(group, version, "", "", endpoint);
    unknownResources.putIfAbsent(new Version(group, version), unknown);
    unknownVersions.putIfAbsent(group, unknown);
    return this;
  }

  /**
   * The route of a request, or null if its path is not served at all. For a resource that a served
   * version does not have, and for a version that a served group does not have, a route without a
   * resource, whose endpoint says so.
   */
  @Nullable Route find(RequestInfo info) {
    if (info.isResource()) {
      Route route =
          resources.get(
              new ResourceKey(info.group(), info.version(), info.resource(), info.subresource()));
      route =
          route != null ? route : unknownResources.get(new Version(info.group(), info.version()));
      return route != null ? route : unknownVersions.get(info.group());
    }
    Route route = paths.get(info.path());
    route = route != null ? route : findTree(info.path());
    return route != null ? route : unknownVersions.get(group(info.path()));
  }

  /** The group in a path below discovery's; null if there is none. */
  private static @Nullable String group(String path) {
    if (path.startsWith("/api/")) {
      return "";
    }
    if (!path.startsWith(GROUPS)) {
      return null;
    }
    int slash = path.indexOf('/', GROUPS.length());
    return slash < 0 ? null : path.substring(GROUPS.length(), slash);
  }

  private @Nullable Route findTree(String path) {
    for (Tree tree : trees) {
      if (path.startsWith(tree.prefix)) {
        return tree.route;
      }
    }
    return null;
  }

  /** All single paths and prefixes, sorted by bytes. */
  public List<String> allPaths() {
    TreeSet<String> all = new TreeSet<>(paths.keySet());
    trees.forEach(tree -> all.add(tree.prefix));
    return List.copyOf(all);
  }
}
