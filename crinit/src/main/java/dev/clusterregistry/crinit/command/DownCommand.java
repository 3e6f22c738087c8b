package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.kubeconfig.Kubeconfig;
import dev.clusterregistry.crinit.local.LocalRegistry;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a registry on this machine. */
@Command(
    name = "down",
    description = {
      "Stops a registry that \"crinit up\" has started, and takes it out of your kubeconfig. Its"
          + " data stays: up brings it back."
    },
    sortOptions = false,
    customSynopsis = "crinit down NAME [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class DownCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @ArgGroup(validate = false)
  LocalFlags local = new LocalFlags();

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    String registry = name.required();
    LocalRegistry server = local.registry(registry, console.environment());
    boolean ran = server.stop(local.timeout);
    Kubeconfig kubeconfig = Kubeconfig.of(local.kubeconfig, console.environment());
    if (!kubeconfig.isForeign(registry)) {
      kubeconfig.remove(registry);
    }
    console
        .out()
        .println(
            "Cluster registry "
                + registry
                + (ran ? " has been stopped" : " did not run")
                + "; its data stays in "
                + server.folder());
    return 0;
  }
}
