package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.Json.list;
import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.object.Reference;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The pod of a registry; keeps to the restricted Pod Security Standard. */
final class Pod {
  /** Of the image's user. */
  private static final int USER = 65532;

  /** Readable by the group that the kubelet gives the files to. */
  private static final int GROUP_MAY_READ = 0440;

  private static final String ETCD_DATA = "/var/etcd";

  private Pod() {}

  static ObjectNode spec(Settings settings) {
    Registry registry = settings.registry();
    boolean aggregated = settings.mode() == Mode.AGGREGATED;
    return object(
        "serviceAccountName",
        aggregated ? registry.serviceAccount().name() : "default",
        // Standalone it has nothing to ask its host.
        "automountServiceAccountToken",
        aggregated,
        "enableServiceLinks",
        false,
        "terminationGracePeriodSeconds",
        60,
        "securityContext",
        object(
            "runAsNonRoot",
            true,
            "runAsUser",
            USER,
            "runAsGroup",
            USER,
            "fsGroup",
            USER,
            "fsGroupChangePolicy",
            "OnRootMismatch",
            "seccompProfile",
            object("type", "RuntimeDefault")),
        "affinity",
        settings.replicas() > 1 ? Deployment.affinity(registry) : null,
        "containers",
        containers(settings),
        "volumes",
        volumes(settings));
  }

  private static List<ObjectNode> containers(Settings settings) {
    List<ObjectNode> containers = new ArrayList<>();
    containers.add(server(settings));
    if (settings.storage() instanceof Storage.Sidecar sidecar) {
      containers.add(etcd(sidecar));
    }
    return containers;
  }

  private static ObjectNode server(Settings settings) {
    List<ObjectNode> mounts = new ArrayList<>();
    mounts.add(mount("credentials", ServerArguments.SECRETS, true));
    mounts.add(mount("data", ServerArguments.DATA, false));
    mounts.add(mount("tmp", "/tmp", false));
    if (settings.storage() instanceof Storage.External external && external.credentials() != null) {
      mounts.add(mount("etcd-credentials", ServerArguments.ETCD_SECRETS, true));
    }
    return object(
        "name",
        "clusterregistry",
        "image",
        settings.image(),
        "imagePullPolicy",
        "IfNotPresent",
        "args",
        ServerArguments.of(settings),
        "ports",
        list(object("name", "https", "containerPort", ServerArguments.port(settings))),
        "startupProbe",
        probe("/readyz", "https", "HTTPS", 2, 90),
        "livenessProbe",
        probe("/livez", "https", "HTTPS", 10, 6),
        "readinessProbe",
        probe("/readyz", "https", "HTTPS", 5, 2),
        "resources",
        resources("100m", "384Mi", "768Mi"),
        "securityContext",
        confined(),
        "volumeMounts",
        mounts);
  }

  private static ObjectNode etcd(Storage.Sidecar sidecar) {
    return object(
        "name",
        "etcd",
        "image",
        sidecar.image(),
        "imagePullPolicy",
        "IfNotPresent",
        "command",
        list(
            "/usr/local/bin/etcd",
            "--data-dir=" + ETCD_DATA + "/data",
            "--listen-client-urls=http://127.0.0.1:2379",
            "--advertise-client-urls=http://127.0.0.1:2379",
            "--listen-peer-urls=http://127.0.0.1:2380",
            "--initial-advertise-peer-urls=http://127.0.0.1:2380",
            "--initial-cluster=default=http://127.0.0.1:2380",
            "--listen-metrics-urls=http://0.0.0.0:2381"),
        "ports",
        list(object("name", "etcd-metrics", "containerPort", 2381)),
        "startupProbe",
        probe("/health", "etcd-metrics", "HTTP", 2, 90),
        "livenessProbe",
        probe("/health", "etcd-metrics", "HTTP", 10, 6),
        "resources",
        resources("100m", "128Mi", "512Mi"),
        "securityContext",
        confined(),
        "volumeMounts",
        list(mount("etcddata", ETCD_DATA, false)));
  }

  private static ObjectNode confined() {
    return object(
        "allowPrivilegeEscalation",
        false,
        "readOnlyRootFilesystem",
        true,
        "runAsNonRoot",
        true,
        "capabilities",
        object("drop", list("ALL")),
        "seccompProfile",
        object("type", "RuntimeDefault"));
  }

  private static ObjectNode resources(String cpu, String memory, String memoryLimit) {
    return object(
        "requests", object("cpu", cpu, "memory", memory), "limits", object("memory", memoryLimit));
  }

  private static ObjectNode probe(
      String path, String port, String scheme, int everySeconds, int failures) {
    return object(
        "httpGet",
        object("path", path, "port", port, "scheme", scheme),
        "periodSeconds",
        everySeconds,
        "timeoutSeconds",
        5,
        "failureThreshold",
        failures);
  }

  private static ObjectNode mount(String volume, String path, boolean readOnly) {
    return object("name", volume, "mountPath", path, "readOnly", readOnly ? true : null);
  }

  private static List<ObjectNode> volumes(Settings settings) {
    Registry registry = settings.registry();
    List<ObjectNode> volumes = new ArrayList<>();
    volumes.add(secret("credentials", registry.credentials().name()));
    switch (settings.storage()) {
      case Storage.Embedded embedded ->
          volumes.add(volume("data", embedded.volume(), registry.dataClaim()));
      case Storage.Sidecar sidecar -> {
        volumes.add(volume("data", new Volume.Scratch(), registry.dataClaim()));
        volumes.add(volume("etcddata", sidecar.volume(), registry.etcdClaim()));
      }
      case Storage.External external -> {
        volumes.add(volume("data", new Volume.Scratch(), registry.dataClaim()));
        Storage.EtcdCredentials credentials = external.credentials();
        if (credentials != null) {
          volumes.add(secret("etcd-credentials", credentials.secret()));
        }
      }
    }
    volumes.add(object("name", "tmp", "emptyDir", object()));
    return volumes;
  }

  private static ObjectNode secret(String volume, String secret) {
    return object(
        "name", volume, "secret", object("secretName", secret, "defaultMode", GROUP_MAY_READ));
  }

  private static ObjectNode volume(String name, Volume volume, Reference claim) {
    return switch (volume) {
      case Volume.Claim ignored ->
          object("name", name, "persistentVolumeClaim", object("claimName", claim.name()));
      case Volume.Scratch ignored -> object("name", name, "emptyDir", object());
    };
  }
}
