package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds out why a registry's pods do not come up: from statuses, events and logs. */
final class Trouble {
  private static final int LOG_LINES = 10;
  private static final int EVENTS = 5;

  private final Host host;

  Trouble(Host host) {
    this.host = host;
  }

  /** Lines to put below a message, each after a line break. */
  String explain(Registry registry) {
    try {
      StringBuilder text = new StringBuilder();
      Set<String> advice = new LinkedHashSet<>();
      deployment(registry, text, advice);
      claims(registry, text, advice);
      for (ObjectNode pod :
          host.list(ObjectKind.POD, registry.namespace(), registry.podSelector())) {
        pod(registry, pod, text, advice);
      }
      advice.forEach(line -> text.append('\n').append(line));
      return text.toString();
    } catch (RefusedException e) {
      return "\n  (why cannot be said: " + e.getMessage() + ")";
    }
  }

  private void deployment(Registry registry, StringBuilder text, Set<String> advice) {
    Reference deployment = registry.deployment();
    host.get(deployment)
        .ifPresent(
            found -> {
              for (JsonNode condition : found.at("/status/conditions")) {
                String message = Json.text(condition, "/message");
                if (Json.text(condition, "/type").equals("ReplicaFailure")) {
                  text.append("\n  ").append(deployment).append(": ").append(message);
                  if (message.contains("quota")) {
                    advice.add(
                        "A quota of the namespace is used up: raise it, or free what is not"
                            + " needed; then run the same command again.");
                  }
                }
              }
            });
  }

  private void claims(Registry registry, StringBuilder text, Set<String> advice) {
    for (Reference claim : List.of(registry.dataClaim(), registry.etcdClaim())) {
      host.get(claim)
          .filter(found -> Json.text(found, "/status/phase").equals("Pending"))
          .ifPresent(
              ignored -> {
                text.append("\n  ").append(claim).append(" is Pending");
                text.append(events(claim.namespace(), claim.name()));
                advice.add(
                    "No volume has been found for the claim: name a storage class that can make"
                        + " one with --etcd-pv-storage-class (kubectl get storageclasses), or do"
                        + " without with --etcd-persistent-storage=false. A claim's class cannot be"
                        + " changed: delete first.");
              });
    }
  }

  private void pod(Registry registry, ObjectNode pod, StringBuilder text, Set<String> advice) {
    String name = Json.text(pod, "/metadata/name");
    text.append("\n  pods \"")
        .append(name)
        .append("\" is ")
        .append(Json.text(pod, "/status/phase"));
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      container(registry, name, container, text, advice);
    }
    text.append(events(registry.namespace(), name));
  }

  private void container(
      Registry registry, String pod, JsonNode status, StringBuilder text, Set<String> advice) {
    String container = Json.text(status, "/name");
    String reason = Json.text(status, "/state/waiting/reason");
    String message = Json.text(status, "/state/waiting/message");
    if (!reason.isEmpty()) {
      text.append("\n    container ").append(container).append(": ").append(reason);
      text.append(message.isEmpty() ? "" : ": " + message);
    }
    switch (reason) {
      case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
          advice.add(
              "The image "
                  + Json.text(status, "/image")
                  + " cannot be had by the nodes: name one that they can pull with --image (or"
                  + " --etcd-image), or load it onto them; then run the same command again.");
      case "CreateContainerConfigError" ->
          advice.add("A Secret or ConfigMap of the pod is missing; run the same command again.");
      default -> {}
    }
    if (reason.equals("CrashLoopBackOff")
        || !Json.text(status, "/state/terminated/reason").isEmpty()) {
      log(registry, pod, container, text);
    }
  }

  private void log(Registry registry, String pod, String container, StringBuilder text) {
    String path =
        new Reference(ObjectKind.POD, registry.namespace(), pod).path()
            + "/log?tailLines="
            + LOG_LINES
            + "&container="
            + container;
    try {
      List<String> lines = new ArrayList<>(host.text(path).lines().toList());
      if (!lines.isEmpty()) {
        text.append("\n    its last words:");
        lines.forEach(line -> text.append("\n      ").append(line));
      }
    } catch (RefusedException e) {
      text.append("\n    (no log: ").append(e.getMessage()).append(')');
    }
  }

  /** The last events of an object, each after a line break. */
  String events(String namespace, String name) {
    try {
      List<ObjectNode> events = host.events(namespace, name);
      StringBuilder text = new StringBuilder();
      events.stream()
          .skip(Math.max(0, events.size() - EVENTS))
          .forEach(
              event ->
                  text.append("\n    event ")
                      .append(Json.text(event, "/reason"))
                      .append(": ")
                      .append(Json.text(event, "/message")));
      return text.toString();
    } catch (RefusedException e) {
      return "";
    }
  }
}
