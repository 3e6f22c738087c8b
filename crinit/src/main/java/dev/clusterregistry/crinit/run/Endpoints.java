package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Exposure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds out where a service is reached. */
final class Endpoints {
  private static final int HTTPS = 443;

  private final Host host;
  private final Trouble trouble;

  Endpoints(Host host) {
    this.host = host;
    trouble = new Trouble(host);
  }

  Endpoint await(Reference service, Exposure exposure, Patience patience, Progress progress) {
    return patience
        .await(progress, () -> host.get(service).flatMap(one -> of(one, service, exposure)))
        .orElseThrow(() -> withoutAddress(service, exposure, patience));
  }

  /** Empty while it has no address. */
  Optional<Endpoint> of(ObjectNode service, Reference reference, Exposure exposure) {
    String own = Json.text(service, "/spec/clusterIP");
    List<String> further = own.isEmpty() || own.equals("None") ? List.of() : List.of(own);
    return switch (exposure.type()) {
      case LOAD_BALANCER -> {
        List<String> hosts = ingress(service);
        yield hosts.isEmpty() ? Optional.empty() : Optional.of(new Endpoint(hosts, HTTPS, further));
      }
      case NODE_PORT -> {
        int port = service.at("/spec/ports/0/nodePort").asInt(0);
        String advertised = exposure.advertisedAddress();
        List<String> hosts = advertised == null ? nodes() : List.of(advertised);
        yield port == 0 || hosts.isEmpty()
            ? Optional.empty()
            : Optional.of(new Endpoint(hosts, port, further));
      }
      case CLUSTER_IP ->
          Optional.of(
              new Endpoint(
                  List.of(reference.name() + "." + reference.namespace() + ".svc"),
                  HTTPS,
                  further));
    };
  }

  private static List<String> ingress(ObjectNode service) {
    List<String> addresses = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode one : service.at("/status/loadBalancer/ingress")) {
      if (!Json.text(one, "/ip").isEmpty()) {
        addresses.add(Json.text(one, "/ip"));
      }
      if (!Json.text(one, "/hostname").isEmpty()) {
        names.add(Json.text(one, "/hostname"));
      }
    }
    addresses.addAll(names);
    return addresses;
  }

  /** One address per node, rather one that is reached from outside. */
  private List<String> nodes() {
    List<String> addresses = new ArrayList<>();
    for (ObjectNode node : host.list(ObjectKind.NODE, null, Map.of())) {
      String external = address(node, "ExternalIP");
      String address = external.isEmpty() ? address(node, "InternalIP") : external;
      if (!address.isEmpty()) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static String address(ObjectNode node, String type) {
    for (JsonNode one : node.at("/status/addresses")) {
      if (Json.text(one, "/type").equals(type)) {
        return Json.text(one, "/address");
      }
    }
    return "";
  }

  private CrinitException withoutAddress(Reference service, Exposure exposure, Patience patience) {
    String advice =
        switch (exposure.type()) {
          case LOAD_BALANCER ->
              "Has the host cluster something that gives load balancers to services, and is its"
                  + " quota used up? Without one, use --api-server-service-type=NodePort. Once the"
                  + " service has an address, run the same command again.";
          case NODE_PORT -> "No node has an address; name one with --api-server-advertise-address.";
          case CLUSTER_IP -> "";
        };
    return new CrinitException(
        service
            + " has got no address within "
            + patience
            + trouble.events(service.namespace(), service.name())
            + "\n"
            + advice);
  }
}
