package dev.clusterregistry.tests.crinit;

import dev.clusterregistry.tests.endtoend.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pods of one Deployment. New ones replace old ones as its strategy says: Recreate, or one more
 * at a time and an old one only when the new one is ready.
 */
final class Pods {
  private final List<PodProcess> pods = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Api api;
  private final Path folder;
  private final InCluster host;
  private final Supplier<String> addresses;

  /**
   * @param addresses gives every pod one of its own
   */
  Pods(Api api, Path folder, InCluster host, Supplier<String> addresses) {
    this.api = api;
    this.folder = folder;
    this.host = host;
    this.addresses = addresses;
  }

  /** One step towards what the Deployment says; returns how far it is. */
  ObjectNode follow(JsonNode deployment) throws IOException, InterruptedException {
    JsonNode template = deployment.at("/spec/template");
    int wanted = deployment.at("/spec/replicas").asInt(1);
    if (deployment.at("/spec/strategy/type").asString("").equals("Recreate")) {
      for (PodProcess old : others(template)) {
        stop(old);
      }
    }
    replace(deployment, template, wanted);
    for (PodProcess pod : pods) {
      pod.run(api);
      status(pod);
    }
    int ready = (int) pods.stream().filter(PodProcess::wasReady).count();
    ObjectNode status = Kubelet.JSON.createObjectNode();
    status.put("replicas", pods.size());
    status.put("updatedReplicas", pods.size() - others(template).size());
    status.put("readyReplicas", ready);
    status.put("availableReplicas", ready);
    return status;
  }

  private List<PodProcess> others(JsonNode template) {
    return pods.stream().filter(one -> !one.isOf(template)).toList();
  }

  private void replace(JsonNode deployment, JsonNode template, int wanted)
      throws IOException, InterruptedException {
    List<PodProcess> old = others(template);
    if (old.isEmpty()) {
      while (pods.size() < wanted) {
        add(deployment);
      }
      while (pods.size() > wanted) {
        stop(pods.getLast());
      }
      return;
    }
    boolean settled =
        pods.stream().filter(one -> !old.contains(one)).allMatch(PodProcess::wasReady);
    if (settled && pods.size() > wanted) {
      stop(old.getFirst());
    } else if (settled) {
      add(deployment);
    }
  }

  private void add(JsonNode deployment) throws IOException, InterruptedException {
    PodProcess pod = new PodProcess(deployment, addresses.get(), folder, host);
    pods.add(pod);
    api.post(collection(pod), pod.object().toString());
  }

  private static String collection(PodProcess pod) {
    return "/api/v1/namespaces/" + pod.namespace() + "/pods";
  }

  private void status(PodProcess pod) throws IOException, InterruptedException {
    String path = collection(pod) + "/" + pod.name();
    Api.Answer there = api.get(path);
    if (there.code() == 404) {
      api.post(collection(pod), pod.object().toString());
      return;
    }
    ObjectNode object = (ObjectNode) there.body();
    JsonNode status = pod.status();
    if (!object.path("status").equals(status)) {
      object.set("status", status);
      api.put(path + "/status", object.toString());
      if (pod.hasNoImage()) {
        Kubelet.event(api, object, "Failed", "Failed to pull image " + pod.image());
      }
    }
  }

  /** Where the next connection goes; null if no pod is ready. */
  @Nullable String endpoint() {
    List<PodProcess> ready = pods.stream().filter(one -> one.isAlive() && one.wasReady()).toList();
    return ready.isEmpty()
        ? null
        : ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())).address();
  }

  int running() {
    return (int) pods.stream().filter(PodProcess::isAlive).count();
  }

  void kill() throws InterruptedException {
    for (PodProcess pod : pods) {
      pod.kill();
    }
  }

  void stop() throws IOException, InterruptedException {
    for (PodProcess pod : pods) {
      stop(pod);
    }
  }

  private void stop(PodProcess pod) throws IOException, InterruptedException {
    pods.remove(pod);
    pod.stop();
    api.delete(collection(pod) + "/" + pod.name());
  }
}
