package dev.clusterregistry.clusterregistry.namespace;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.machinery.status.GroupResource;
import java.util.List;
import java.util.Objects;

/** How namespaces are found, and which are always there. */
final class Namespaces {
  static final GroupResource RESOURCE = new GroupResource("", "namespaces");
  static final String PATH = "/api/v1/namespaces";

  /** Made when they are missing, as in every Kubernetes API server. */
  static final List<String> INITIAL =
      List.of("default", "kube-node-lease", "kube-public", "kube-system");

  /** Never deleted. */
  static final List<String> PERMANENT = List.of("default", "kube-public", "kube-system");

  private Namespaces() {}

  static CachedResource cached(Inside inside) {
    return Objects.requireNonNull(inside.resources().find("", "v1", RESOURCE.resource())).cached();
  }

  static String key(CachedResource resource, String name) {
    return resource.prefix() + name;
  }

  /** By the phase, the one selectable field. */
  static boolean terminating(Frozen namespace) {
    return namespace.fields()[0].equals("Terminating");
  }
}
