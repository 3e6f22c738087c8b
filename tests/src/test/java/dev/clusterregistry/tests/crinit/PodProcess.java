package dev.clusterregistry.tests.crinit;

import dev.clusterregistry.tests.endtoend.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One pod of a Deployment: a process for each container, on an address of its own. */
final class PodProcess {
  /** Images that begin so are not to be had. */
  static final String NO_IMAGE = "missing/";

  private final ObjectNode template;
  private final String namespace;
  private final String name;
  private final String address;
  private final Path folder;
  private final Path volumes;
  private final InCluster host;
  private final List<ContainerProcess> containers = new ArrayList<>();
  private volatile boolean wasReady;

  PodProcess(JsonNode deployment, String address, Path folder, InCluster host) throws IOException {
    this.host = host;
    template = (ObjectNode) deployment.at("/spec/template").deepCopy();
    namespace = deployment.at("/metadata/namespace").asString();
    name =
        deployment.at("/metadata/name").asString()
            + "-"
            + address.substring(address.lastIndexOf('.') + 1);
    this.address = address;
    this.folder = Files.createDirectories(folder.resolve("pods").resolve(namespace + "-" + name));
    volumes = Files.createDirectories(folder.resolve("volumes"));
    for (JsonNode container : template.at("/spec/containers")) {
      containers.add(new ContainerProcess(container, address));
    }
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  String address() {
    return address;
  }

  String image() {
    return template.at("/spec/containers/0/image").asString();
  }

  boolean hasNoImage() {
    return image().startsWith(NO_IMAGE);
  }

  boolean isOf(JsonNode other) {
    return template.toString().equals(other.toString());
  }

  ObjectNode object() {
    ObjectNode pod = Kubelet.JSON.createObjectNode();
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.set("labels", template.at("/metadata/labels"));
    pod.set("spec", template.path("spec"));
    return pod;
  }

  JsonNode status() {
    ObjectNode status = Kubelet.JSON.createObjectNode();
    boolean runs = containers.stream().allMatch(ContainerProcess::wasStarted);
    status.put("phase", runs ? "Running" : "Pending");
    ArrayNode states = status.putArray("containerStatuses");
    for (ContainerProcess container : containers) {
      ObjectNode state = states.addObject();
      state.put("name", container.name()).put("image", container.image()).put("ready", wasReady);
      if (container.image().startsWith(NO_IMAGE)) {
        state
            .putObject("state")
            .putObject("waiting")
            .put("reason", "ImagePullBackOff")
            .put("message", "Back-off pulling image \"" + container.image() + "\"");
      }
    }
    return status;
  }

  /** Sees to it that all runs, and that its files are those of the Secrets as they are. */
  void run(Api api) throws IOException, InterruptedException {
    if (hasNoImage()) {
      return;
    }
    Map<String, Path> places = places(api);
    boolean known = template.at("/spec/automountServiceAccountToken").asBoolean(true);
    for (ContainerProcess container : containers) {
      if (!container.isAlive()) {
        container.start(
            mounts(container, places),
            known ? host.mounting() : List.of(),
            host.environment(),
            folder.resolve(container.name() + ".log"));
      }
    }
    wasReady = isAlive() && Probe.succeeds("https://" + address + ":8443/readyz");
  }

  /** Where on this machine the folders of the container are. */
  private static Map<String, Path> mounts(ContainerProcess container, Map<String, Path> places) {
    Map<String, Path> mounts = new TreeMap<>();
    for (JsonNode mount : container.mounts()) {
      mounts.put(
          mount.path("mountPath").asString(),
          Objects.requireNonNull(places.get(mount.path("name").asString())));
    }
    return mounts;
  }

  private Map<String, Path> places(Api api) throws IOException, InterruptedException {
    Map<String, Path> byVolume = new TreeMap<>();
    for (JsonNode volume : template.at("/spec/volumes")) {
      byVolume.put(volume.path("name").asString(), place(api, volume));
    }
    return byVolume;
  }

  private Path place(Api api, JsonNode volume) throws IOException, InterruptedException {
    String claim = volume.at("/persistentVolumeClaim/claimName").asString("");
    if (!claim.isEmpty()) {
      return Files.createDirectories(volumes.resolve(namespace + "-" + claim));
    }
    Path place = Files.createDirectories(folder.resolve(volume.path("name").asString()));
    String secret = volume.at("/secret/secretName").asString("");
    if (!secret.isEmpty()) {
      JsonNode data =
          api.get("/api/v1/namespaces/" + namespace + "/secrets/" + secret).body().path("data");
      for (Map.Entry<String, JsonNode> file : data.properties()) {
        write(place.resolve(file.getKey()), Base64.getDecoder().decode(file.getValue().asString()));
      }
    }
    return place;
  }

  private static void write(Path file, byte[] content) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Files.write(file, content);
    }
  }

  boolean isAlive() {
    return containers.stream().allMatch(ContainerProcess::isAlive);
  }

  /** As the readiness probe found it last. */
  boolean wasReady() {
    return wasReady;
  }

  /** The server before what it stores in. */
  void stop() throws InterruptedException {
    for (ContainerProcess container : containers) {
      container.stop();
    }
  }

  void kill() throws InterruptedException {
    for (ContainerProcess container : containers) {
      container.kill();
    }
  }
}
