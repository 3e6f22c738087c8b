package dev.clusterregistry.crinit.command;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Deploys a standalone registry. */
@Command(
    name = "init",
    description = {
      "Deploys a cluster registry as an API server of its own into a Kubernetes cluster, the host,"
          + " and enters it into your kubeconfig: as context NAME.",
      "",
      "It makes a namespace, a service, certificates, a persistent volume claim and a Deployment,"
          + " and waits until the registry answers. When it is broken off, run it again: it goes on"
          + " where it was."
    },
    customSynopsis = "crinit standalone init NAME --host-cluster-context=CONTEXT [flags]",
    footer = {
      "  Deploy the registry foo into the host cluster whose context is bar, and use it:",
      "    crinit standalone init foo --host-cluster-context=bar",
      "    kubectl get clusters --context foo",
      "  Without load balancers:",
      "    crinit standalone init foo --host-cluster-context=bar"
          + " --api-server-service-type=NodePort",
      "  Three servers on an etcd cluster:",
      "    crinit standalone init foo --host-cluster-context=bar --replicas=3 \\",
      "        --etcd-servers=https://etcd-client.etcd.svc:2379 --etcd-secret=etcd-client-tls"
    })
final class StandaloneInitCommand extends InitCommand {
  @ArgGroup(validate = false, heading = "%nUsers:%n", order = 5)
  UserFlags users = new UserFlags();

  @Override
  ModeFlags own() {
    return users;
  }
}
