package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Exposure;
import dev.clusterregistry.crinit.plan.Mode;
import picocli.CommandLine.Option;

/** How the registry is reached. */
final class ServiceFlags {
  @Option(
      names = "--api-server-service-type",
      paramLabel = "TYPE",
      description =
          "The type of the registry's service: LoadBalancer, NodePort or ClusterIP (default"
              + " LoadBalancer standalone, NodePort aggregated).")
  String type = "";

  @Option(
      names = "--api-server-advertise-address",
      paramLabel = "IP",
      description =
          "The nodes' address for clients to use. Only with --api-server-service-type=NodePort"
              + " (default all addresses that the nodes have).")
  String advertisedAddress = "";

  @Option(
      names = "--api-server-port",
      paramLabel = "PORT",
      description =
          "The nodes' port for clients to use, 0 for any. Only with"
              + " --api-server-service-type=NodePort (default 0).")
  int port;

  Exposure exposure(Mode mode) {
    String usual = mode == Mode.STANDALONE ? "LoadBalancer" : "NodePort";
    return Exposure.of(type.isEmpty() ? usual : type, advertisedAddress, port);
  }
}
