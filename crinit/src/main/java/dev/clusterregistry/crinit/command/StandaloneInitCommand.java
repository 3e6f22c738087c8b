package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
    sortOptions = false,
    customSynopsis = "crinit standalone init NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n",
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
final class StandaloneInitCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Mixin InitFlags init = new InitFlags();

  @Mixin DeploymentFlags deployment = new DeploymentFlags();

  @ArgGroup(validate = false, heading = "%nUsers:%n", order = 5)
  UserFlags users = new UserFlags();

  @Override
  public Integer call() {
    return new Initialization(RootCommand.console(spec), init).init(settings());
  }

  private Settings settings() {
    Registry registry = init.host.registry(name.required());
    return deployment.settings(
        Mode.STANDALONE, registry, users, null, GivenFlags.of(spec, registry));
  }
}
