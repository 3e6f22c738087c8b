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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cluster does with Services, claims and Deployments: gives addresses and volumes, and runs
 * the pods as processes with their very arguments, secret files and volumes, each pod on a loopback
 * address of its own.
 */
final class Kubelet {
  static final JsonMapper JSON = new JsonMapper();

  private static final long PERIOD_MILLISECONDS = 250;
  private static final int SERVICE_PORT = 443;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  /** Loopback addresses that another run on this machine does not use, but for one in 250. */
  private static final String NETWORK = "127." + (1 + ProcessHandle.current().pid() % 250);

  private final Api api;
  private final Path folder;
  private final InCluster host;
  private final Map<String, Pods> pods = new ConcurrentHashMap<>();
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
    for (Pods one : pods.values()) {
      one.kill();
    }
  }

  int running() {
    return pods.values().stream().mapToInt(Pods::running).sum();
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
        Pods unwanted = wanted.contains(key) ? null : pods.remove(key);
        if (unwanted != null) {
          unwanted.stop();
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
    String type = service.at("/spec/type").asString();
    // An apply that leaves these out takes them away here; in Kubernetes they stay.
    boolean complete =
        !service.at("/spec/clusterIP").isMissingNode()
            && !(type.equals("NodePort") && service.at("/spec/ports/0/nodePort").isMissingNode());
    if (service.at("/status/seen").asBoolean(false) && complete) {
      return;
    }
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

  /** Where a pod behind a service is: of the Deployment of that name. */
  @Nullable String endpoint(String service) {
    Pods behind = pods.get(service + "-apiserver");
    return behind == null ? null : behind.endpoint();
  }

  private void claim(ObjectNode claim) throws IOException, InterruptedException {
    String phase = broken.contains("volumes") ? "Pending" : "Bound";
    if (claim.at("/status/phase").asString("").equals(phase)) {
      return;
    }
    claim.withObject("/status").put("phase", phase);
    api.put(path("/api/v1", claim, "persistentvolumeclaims") + "/status", claim.toString());
    if (phase.equals("Pending")) {
      event(api, claim, "ProvisioningFailed", "no volume can be made on this host");
    }
  }

  static void event(Api api, JsonNode about, String reason, String message)
      throws IOException, InterruptedException {
    String namespace = about.at("/metadata/namespace").asString();
    api.post(
        "/api/v1/namespaces/" + namespace + "/events",
        "{\"metadata\":{\"generateName\":\"event-\"},\"involvedObject\":{\"name\":\"%s\"},\"reason\":\"%s\",\"message\":\"%s\"}"
            .formatted(about.at("/metadata/name").asString(), reason, message));
  }

  private void deployment(ObjectNode deployment) throws IOException, InterruptedException {
    if (broken.contains("quota")) {
      ObjectNode none = none();
      none.putArray("conditions")
          .addObject()
          .put("type", "ReplicaFailure")
          .put("status", "True")
          .put("message", "exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0");
      status(deployment, none);
    } else if (broken.contains("volumes")) {
      status(deployment, none());
    } else {
      Pods own =
          pods.computeIfAbsent(
              key(deployment),
              key ->
                  new Pods(
                      api,
                      folder,
                      host,
                      () -> NETWORK + ".2." + (1 + ADDRESSES.getAndIncrement())));
      status(deployment, own.follow(deployment));
    }
  }

  private static ObjectNode none() {
    return JSON.createObjectNode()
        .put("replicas", 0)
        .put("updatedReplicas", 0)
        .put("readyReplicas", 0)
        .put("availableReplicas", 0);
  }

  private void status(ObjectNode deployment, ObjectNode status)
      throws IOException, InterruptedException {
    status.put("observedGeneration", deployment.at("/metadata/generation").asLong());
    if (!deployment.path("status").equals(status)) {
      deployment.set("status", status);
      api.put(path("/apis/apps/v1", deployment, "deployments") + "/status", deployment.toString());
    }
  }

  void close() throws InterruptedException, IOException {
    loop.shutdownNow();
    if (!loop.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the kubelet does not end", lastProblem);
    }
    killPods();
    for (ServiceProxy proxy : proxies.values()) {
      proxy.close();
    }
  }
}
