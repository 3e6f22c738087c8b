package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.Images;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Storage;
import dev.clusterregistry.crinit.plan.Storage.EtcdCredentials;
import dev.clusterregistry.crinit.plan.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the registry keeps its objects. */
final class StorageFlags {
  @Option(
      names = "--storage",
      paramLabel = "embedded|etcd",
      description =
          "embedded: the server's own store, on a persistent volume; etcd: an etcd in the same pod,"
              + " on a persistent volume (default embedded).")
  String storage = "embedded";

  @Option(
      names = "--etcd-persistent-storage",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Use a persistent volume for the store or for etcd; else all is lost with the pod"
              + " (default true).")
  boolean persistent = true;

  @Option(
      names = "--etcd-pv-capacity",
      paramLabel = "QUANTITY",
      description = "The size of that volume (default 10Gi).")
  String capacity = "10Gi";

  @Option(
      names = "--etcd-pv-storage-class",
      paramLabel = "NAME",
      description = "Its storage class. Needed if the host cluster has no default storage class.")
  String storageClass = "";

  @Option(
      names = "--etcd-image",
      paramLabel = "IMAGE",
      description = "The image of etcd, for --storage=etcd.")
  String image = Images.etcd();

  @Option(
      names = "--etcd-servers",
      paramLabel = "URL",
      split = ",",
      description =
          "Members of an etcd cluster that is there already, separated by commas; no volume is"
              + " used then.")
  List<String> servers = new ArrayList<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "How many servers share that etcd cluster (default 1).")
  int replicas = 1;

  @Option(
      names = "--etcd-cafile",
      paramLabel = "FILE",
      description = "Authorities of that etcd's certificates; goes into a Secret.")
  @Nullable Path authority;

  @Option(
      names = "--etcd-certfile",
      paramLabel = "FILE",
      description = "The certificate to show to it; goes into a Secret.")
  @Nullable Path certificate;

  @Option(
      names = "--etcd-keyfile",
      paramLabel = "FILE",
      description = "The key of that certificate; goes into a Secret.")
  @Nullable Path key;

  @Option(
      names = "--etcd-secret",
      paramLabel = "NAME",
      description =
          "A Secret in the registry's namespace that has these three already, as ca.crt, tls.crt"
              + " and tls.key.")
  String secret = "";

  @Option(
      names = "--etcd-secret-files",
      paramLabel = "NAME",
      split = ",",
      description = "Which of them it has (default ca.crt,tls.crt,tls.key).")
  List<String> secretFiles = List.of();

  Storage storage(Registry registry) {
    boolean external = !servers.isEmpty();
    if (!external && replicas != 1) {
      throw new CrinitException(
          "replicas should be passed only with etcd-servers: several servers need one store");
    }
    if (!external && (hasFiles() || !secret.isEmpty())) {
      throw new CrinitException(
          "etcd-cafile, etcd-certfile, etcd-keyfile and etcd-secret should be passed only with"
              + " etcd-servers");
    }
    if (replicas < 1) {
      throw new CrinitException("invalid replicas: " + replicas + ", should be at least 1");
    }
    if (external) {
      return new Storage.External(List.copyOf(servers), credentials(registry));
    }
    Volume volume =
        persistent
            ? new Volume.Claim(capacity, storageClass.isEmpty() ? null : storageClass)
            : new Volume.Scratch();
    return switch (storage) {
      case "embedded" -> new Storage.Embedded(volume);
      case "etcd" -> new Storage.Sidecar(image, volume);
      default ->
          throw new CrinitException(
              "invalid storage: " + storage + ", should be either embedded or etcd");
    };
  }

  private boolean hasFiles() {
    return authority != null || certificate != null || key != null;
  }

  private @Nullable EtcdCredentials credentials(Registry registry) {
    if (hasFiles() && !secret.isEmpty()) {
      throw new CrinitException("etcd-secret excludes etcd-cafile, etcd-certfile and etcd-keyfile");
    }
    if ((certificate == null) != (key == null)) {
      throw new CrinitException("etcd-certfile and etcd-keyfile go together");
    }
    if (!secret.isEmpty()) {
      return new EtcdCredentials(secret, members(), Map.of());
    }
    if (!hasFiles()) {
      return null;
    }
    Map<String, String> contents = new TreeMap<>();
    add(contents, "ca.crt", authority);
    add(contents, "tls.crt", certificate);
    add(contents, "tls.key", key);
    return new EtcdCredentials(
        registry.etcdCredentials().name(), List.copyOf(contents.keySet()), contents);
  }

  private List<String> members() {
    List<String> known = List.of("ca.crt", "tls.crt", "tls.key");
    for (String file : secretFiles) {
      if (!known.contains(file)) {
        throw new CrinitException(
            "invalid etcd-secret-files: " + file + ", should be of " + String.join(", ", known));
      }
    }
    return secretFiles.isEmpty() ? known : List.copyOf(secretFiles);
  }

  private static void add(Map<String, String> contents, String name, @Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      contents.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CrinitException("file " + file + " for etcd cannot be read", e);
    }
  }
}
