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

/** Deploys an aggregated registry. */
@Command(
    name = "init",
    description = {
      "Deploys a cluster registry as a part of the API of a Kubernetes cluster, the host: its"
          + " users, and its roles view, edit and admin, hold for clusters too.",
      "",
      "The aggregation layer of the host must be enabled. Beside what a standalone registry has, it"
          + " makes a service account, role bindings and an APIService, and waits until the host"
          + " serves clusters. When it is broken off, run it again: it goes on where it was."
    },
    sortOptions = false,
    customSynopsis = "crinit aggregated init NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  Deploy the registry foo into the host cluster whose context is bar, and use it:",
      "    crinit aggregated init foo --host-cluster-context=bar",
      "    kubectl get clusters --context bar"
    })
final class AggregatedInitCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Mixin InitFlags init = new InitFlags();

  @Mixin DeploymentFlags deployment = new DeploymentFlags();

  @ArgGroup(validate = false, heading = "%nRoles:%n", order = 5)
  RoleFlags roles = new RoleFlags();

  @Override
  public Integer call() {
    return new Initialization(RootCommand.console(spec), init).init(settings());
  }

  private Settings settings() {
    Registry registry = init.host.registry(name.required());
    return deployment.settings(
        Mode.AGGREGATED, registry, null, roles, GivenFlags.of(spec, registry));
  }
}
