package dev.clusterregistry.crinit.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a registry keeps its objects. */
public sealed interface Storage {

  /** In the registry's own store, in its pod. */
  record Embedded(Volume volume) implements Storage {}

  /** In an etcd beside the registry, in the same pod. */
  record Sidecar(String image, Volume volume) implements Storage {}

  /**
   * On an etcd cluster that is there already; any number of pods share it.
   *
   * @param credentials null for an etcd without TLS
   */
  record External(List<String> servers, @Nullable EtcdCredentials credentials) implements Storage {}

  /**
   * What a server knows etcd by, and is known to it by.
   *
   * @param secret the Secret in the registry's namespace
   * @param files members of the Secret that there are, of ca.crt, tls.crt and tls.key
   * @param contents of the files, in base64; empty if the Secret is there already
   */
  record EtcdCredentials(String secret, List<String> files, Map<String, String> contents) {}

  /** Null where nothing is kept in the pod. */
  default @Nullable Volume volume() {
    return switch (this) {
      case Embedded embedded -> embedded.volume();
      case Sidecar sidecar -> sidecar.volume();
      case External ignored -> null;
    };
  }
}
