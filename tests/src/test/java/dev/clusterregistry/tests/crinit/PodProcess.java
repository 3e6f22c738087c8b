package dev.clusterregistry.tests.crinit;

import dev.clusterregistry.clusterregistry.Main;
import dev.clusterregistry.tests.endtoend.Api;
import dev.clusterregistry.tests.endtoend.ServerProcess;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The pod of a Deployment: the registry's program in a process of its own. */
final class PodProcess {
  /** Images that begin so are not to be had. */
  static final String NO_IMAGE = "missing/";

  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode template;
  private final String namespace;
  private final String name;
  private final String address;
  private final Path folder;
  private final Path volumes;
  private final InCluster host;
  private volatile @Nullable Process process;

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
    ObjectNode pod = JSON.createObjectNode();
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.set("labels", template.at("/metadata/labels"));
    pod.set("spec", template.path("spec"));
    return pod;
  }

  JsonNode status() {
    ObjectNode status = JSON.createObjectNode();
    status.put("phase", process == null ? "Pending" : "Running");
    ObjectNode container = status.putArray("containerStatuses").addObject();
    container.put("name", "clusterregistry").put("image", image()).put("ready", isReady());
    if (hasNoImage()) {
      container
          .putObject("state")
          .putObject("waiting")
          .put("reason", "ImagePullBackOff")
          .put("message", "Back-off pulling image \"" + image() + "\"");
    }
    return status;
  }

  /** Sees to it that the process runs, and that its files are those of the Secrets as they are. */
  void run(Api api) throws IOException, InterruptedException {
    if (hasNoImage()) {
      return;
    }
    Map<String, Path> mounts = mounts(api);
    if (!isAlive()) {
      start(mounts);
    }
  }

  /** Where on this machine the folders of the container are. */
  private Map<String, Path> mounts(Api api) throws IOException, InterruptedException {
    Map<String, Path> byVolume = new TreeMap<>();
    for (JsonNode volume : template.at("/spec/volumes")) {
      byVolume.put(volume.path("name").asString(), place(api, volume));
    }
    Map<String, Path> mounts = new TreeMap<>();
    for (JsonNode mount : template.at("/spec/containers/0/volumeMounts")) {
      mounts.put(
          mount.path("mountPath").asString(),
          Objects.requireNonNull(byVolume.get(mount.path("name").asString())));
    }
    return mounts;
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

  private void start(Map<String, Path> mounts) throws IOException {
    boolean known = template.at("/spec/automountServiceAccountToken").asBoolean(true);
    List<String> command = new ArrayList<>(known ? host.mounting() : List.of());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", ServerProcess.classPath(), Main.class.getName()));
    for (JsonNode argument : template.at("/spec/containers/0/args")) {
      command.add(here(argument.asString(), mounts));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().putAll(host.environment());
    process = builder.start();
  }

  /** An argument as it is, but for what a container's own view of files and network would make. */
  private String here(String argument, Map<String, Path> mounts) {
    for (Map.Entry<String, Path> mount : mounts.entrySet()) {
      String inside = "=" + mount.getKey() + "/";
      if (argument.contains(inside)) {
        return argument.replace(inside, "=" + mount.getValue() + "/");
      }
    }
    return argument.replace("=0.0.0.0", "=" + address);
  }

  boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  boolean isReady() {
    return isAlive() && Probe.succeeds("https://" + address + ":8443/readyz");
  }

  void stop() throws InterruptedException {
    Process current = process;
    if (current != null) {
      current.destroy();
      if (!current.waitFor(1, TimeUnit.MINUTES)) {
        kill();
      }
    }
  }

  void kill() throws InterruptedException {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().waitFor();
    }
  }
}
