package dev.clusterregistry.tests.crinit;

import dev.clusterregistry.tests.endtoend.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cluster does with Services, claims and Deployments: gives addresses and volumes, and runs
 * one pod per Deployment as a process with its very arguments, secret files and volumes, on a
 * loopback address of its own. Replaces a pod as the strategy Recreate says.
 */
final class Kubelet {
  private static final long PERIOD_MILLISECONDS = 250;
  private static final int SERVICE_PORT = 443;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  /** Loopback addresses that another run on this machine does not use, but for one in 250. */
  private static final String NETWORK = "127." + (1 + ProcessHandle.current().pid() % 250);

  private final Api api;
  private final Path folder;
  private final InCluster host;
  private final Map<String, PodProcess> pods = new ConcurrentHashMap<>();
  private final Map<String, ServiceProxy> proxies = new ConcurrentHashMap<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

  /** What does not work on this host. */
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Exception lastProblem;

  /**
   * @param host what pods know of the API server that they run on
   */
  Kubelet(Api api, Path folder, InCluster host) {
    this.api = api;
    this.folder = folder;
    this.host = host;
    loop.scheduleWithFixedDelay(this::step, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** Whether services can have addresses of their own here: Linux, and a user who may. */
  static boolean isPossible() {
    try (ServiceProxy tried = ServiceProxy.listen(NETWORK + ".4.1", SERVICE_PORT, () -> null)) {
      return tried.port() == SERVICE_PORT;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param what "loadbalancers", "volumes" or "quota"
   */
  void breakDown(String what) {
    broken.add(what);
  }

  void mend(String what) {
    broken.remove(what);
  }

  /** Kills all pods without notice; they are started again. */
  void killPods() throws InterruptedException {
    for (PodProcess pod : pods.values()) {
      pod.kill();
    }
  }

  int running() {
    return (int) pods.values().stream().filter(PodProcess::isAlive).count();
  }

  @Nullable Exception lastProblem() {
    return lastProblem;
  }

  private void step() {
    try {
      for (JsonNode service : items("/api/v1/services")) {
        service((ObjectNode) service);
      }
      for (JsonNode claim : items("/api/v1/persistentvolumeclaims")) {
        claim((ObjectNode) claim);
      }
      Set<String> wanted = new HashSet<>();
      for (JsonNode deployment : items("/apis/apps/v1/deployments")) {
        wanted.add(key(deployment));
        deployment((ObjectNode) deployment);
      }
      for (String key : Set.copyOf(pods.keySet())) {
        if (!wanted.contains(key)) {
          stop(key);
        }
      }
    } catch (IOException | RuntimeException e) {
      lastProblem = e; // As a controller, try again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode items(String path) throws IOException, InterruptedException {
    return api.get(path).body().path("items");
  }

  private static String key(JsonNode object) {
    return object.at("/metadata/namespace").asString()
        + "/"
        + object.at("/metadata/name").asString();
  }

  private static String path(String root, JsonNode object, String resource) {
    return root
        + "/namespaces/"
        + object.at("/metadata/namespace").asString()
        + "/"
        + resource
        + "/"
        + object.at("/metadata/name").asString();
  }

  private void service(ObjectNode service) throws IOException, InterruptedException {
    if (service.at("/status/seen").asBoolean(false)
        && !service.at("/spec/clusterIP").isMissingNode()) {
      return;
    }
    String type = service.at("/spec/type").asString();
    if (type.equals("LoadBalancer") && broken.contains("loadbalancers")) {
      return;
    }
    String key = key(service);
    ServiceProxy proxy = proxies.get(key);
    if (proxy == null) {
      String address =
          type.equals("NodePort")
              ? "127.0.0.1"
              : NETWORK + ".3." + (1 + ADDRESSES.getAndIncrement());
      proxy =
          ServiceProxy.listen(
              address, type.equals("NodePort") ? 0 : SERVICE_PORT, () -> endpoint(key));
      proxies.put(key, proxy);
    }
    String path = path("/api/v1", service, "services");
    ObjectNode spec = service.withObject("/spec");
    spec.put("clusterIP", proxy.address());
    if (type.equals("NodePort")) {
      ((ObjectNode) service.at("/spec/ports/0")).put("nodePort", proxy.port());
    }
    if (api.put(path, service.toString()).code() != 200) {
      return;
    }
    ObjectNode current = (ObjectNode) api.get(path).body();
    current.withObject("/status").put("seen", true);
    if (type.equals("LoadBalancer")) {
      current
          .withObject("/status/loadBalancer")
          .putArray("ingress")
          .addObject()
          .put("ip", proxy.address());
    }
    api.put(path + "/status", current.toString());
  }

  /** Where the pods behind a service are: of the Deployment of that name. */
  @Nullable String endpoint(String service) {
    PodProcess pod = pods.get(service + "-apiserver");
    return pod != null && pod.isAlive() ? pod.address() : null;
  }

  private void claim(ObjectNode claim) throws IOException, InterruptedException {
    String phase = broken.contains("volumes") ? "Pending" : "Bound";
    if (claim.at("/status/phase").asString("").equals(phase)) {
      return;
    }
    claim.withObject("/status").put("phase", phase);
    api.put(path("/api/v1", claim, "persistentvolumeclaims") + "/status", claim.toString());
    if (phase.equals("Pending")) {
      event(claim, "ProvisioningFailed", "no volume can be made on this host");
    }
  }

  private void event(JsonNode about, String reason, String message)
      throws IOException, InterruptedException {
    String namespace = about.at("/metadata/namespace").asString();
    api.post(
        "/api/v1/namespaces/" + namespace + "/events",
        "{\"metadata\":{\"generateName\":\"event-\"},\"involvedObject\":{\"name\":\"%s\"},\"reason\":\"%s\",\"message\":\"%s\"}"
            .formatted(about.at("/metadata/name").asString(), reason, message));
  }

  private void deployment(ObjectNode deployment) throws IOException, InterruptedException {
    String key = key(deployment);
    JsonNode template = deployment.at("/spec/template");
    PodProcess pod = pods.get(key);
    if (broken.contains("quota")) {
      status(
          deployment,
          false,
          "exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0");
      return;
    }
    if (broken.contains("volumes")) {
      status(deployment, false, "");
      return;
    }
    if (pod != null && !pod.isOf(template)) {
      stop(key);
      pod = null;
    }
    if (pod == null) {
      String address = NETWORK + ".2." + (1 + ADDRESSES.getAndIncrement());
      pod = new PodProcess(deployment, address, folder, host);
      pods.put(key, pod);
      api.post("/api/v1/namespaces/" + pod.namespace() + "/pods", pod.object().toString());
    }
    pod.run(api);
    podStatus(pod);
    status(deployment, pod.isReady(), "");
  }

  private void podStatus(PodProcess pod) throws IOException, InterruptedException {
    String path = "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name();
    Api.Answer there = api.get(path);
    if (there.code() == 404) {
      api.post("/api/v1/namespaces/" + pod.namespace() + "/pods", pod.object().toString());
      return;
    }
    ObjectNode object = (ObjectNode) there.body();
    JsonNode status = pod.status();
    if (!object.path("status").equals(status)) {
      object.set("status", status);
      api.put(path + "/status", object.toString());
      if (pod.hasNoImage()) {
        event(object, "Failed", "Failed to pull image " + pod.image());
      }
    }
  }

  private void status(ObjectNode deployment, boolean ready, String failure)
      throws IOException, InterruptedException {
    JsonNode before = deployment.path("status").deepCopy();
    ObjectNode status = deployment.putObject("status");
    status.put("observedGeneration", deployment.at("/metadata/generation").asLong());
    status.put("replicas", failure.isEmpty() ? 1 : 0);
    status.put("updatedReplicas", failure.isEmpty() ? 1 : 0);
    status.put("readyReplicas", ready ? 1 : 0);
    status.put("availableReplicas", ready ? 1 : 0);
    if (!failure.isEmpty()) {
      status
          .putArray("conditions")
          .addObject()
          .put("type", "ReplicaFailure")
          .put("status", "True")
          .put("message", failure);
    }
    if (!before.toString().equals(status.toString())) {
      api.put(path("/apis/apps/v1", deployment, "deployments") + "/status", deployment.toString());
    }
  }

  private void stop(String key) throws IOException, InterruptedException {
    PodProcess pod = pods.remove(key);
    if (pod != null) {
      pod.stop();
      api.delete("/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name());
    }
  }

  void close() throws InterruptedException, IOException {
    loop.shutdownNow();
    if (!loop.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the kubelet does not end", lastProblem);
    }
    for (PodProcess pod : pods.values()) {
      pod.kill();
    }
    for (ServiceProxy proxy : proxies.values()) {
      proxy.close();
    }
  }
}
