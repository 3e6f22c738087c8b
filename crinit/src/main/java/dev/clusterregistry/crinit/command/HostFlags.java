package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.kubeconfig.Kubeconfig;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.run.Target;
import dev.clusterregistry.machinery.validation.Names;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cluster is the host, and where in it the registry is. */
final class HostFlags {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "The kubeconfig to use and to change (default $KUBECONFIG, which may name several, or"
              + " ~/.kube/config).")
  String kubeconfig = "";

  @Option(
      names = "--host-cluster-context",
      paramLabel = "CONTEXT",
      description = "The host cluster's context in the kubeconfig (default the current context).")
  String context = "";

  @Option(
      names = "--cluster-registry-namespace",
      paramLabel = "NAMESPACE",
      description =
          "The namespace in the host cluster for the registry; made if it does not exist (default"
              + " clusterregistry).")
  String namespace = "clusterregistry";

  Registry registry(String name) {
    List<String> wrong = Names.label(namespace);
    if (!wrong.isEmpty()) {
      throw new CrinitException(
          "invalid cluster-registry-namespace \"" + namespace + "\": " + wrong.getFirst());
    }
    return new Registry(name, namespace);
  }

  Target target(Console console) {
    return Target.of(Kubeconfig.of(kubeconfig, console.environment()), context);
  }

  /** Of a target; to be closed. */
  static Host connect(Target target) {
    return Host.of(target.kubeconfig().forContext(target.hostContext()));
  }
}
