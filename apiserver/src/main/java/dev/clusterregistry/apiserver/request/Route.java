package dev.clusterregistry.apiserver.request;

/**
 * Something that is served: a resource or subresource of one version, or a single path. There is
 * one instance of each, so that what is kept per route can be found by identity.
 */
public final class Route {
  private final String group;
  private final String version;
  private final String resource;
  private final String subresource;
  private final Endpoint endpoint;

  private Route(
      String group, String version, String resource, String subresource, Endpoint endpoint) {
    this.group = group;
    this.version = version;
    this.resource = resource;
    this.subresource = subresource;
    this.endpoint = endpoint;
  }

  /**
   * @param subresource empty for the resource itself
   */
  public static Route resource(
      String group, String version, String resource, String subresource, Endpoint endpoint) {
    return new Route(group, version, resource, subresource, endpoint);
  }

  /** A path that is no resource; metrics show it in place of a subresource. */
  public static Route path(String path, Endpoint endpoint) {
    return new Route("", "", "", path, endpoint);
  }

  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  public String resource() {
    return resource;
  }

  public String subresource() {
    return subresource;
  }

  public Endpoint endpoint() {
    return endpoint;
  }
}
