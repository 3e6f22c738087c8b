package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.kubeconfig.Entry.Origin;
import dev.clusterregistry.crinit.kubeconfig.Kubeconfig;
import dev.clusterregistry.crinit.local.Launcher;
import dev.clusterregistry.crinit.local.LocalRegistry;
import dev.clusterregistry.crinit.local.Preparation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a registry on this machine. */
@Command(
    name = "up",
    description = {
      "Starts a standalone registry on this machine, in the background and without Kubernetes, and"
          + " enters it into your kubeconfig: as context NAME. If it runs already, only the entry"
          + " is made anew. To stop it: crinit down NAME."
    },
    sortOptions = false,
    customSynopsis = "crinit up NAME [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n",
    footer = {"    crinit up foo", "    kubectl get clusters --context foo"})
final class UpCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @ArgGroup(validate = false)
  LocalFlags local = new LocalFlags();

  @Option(
      names = "--secure-port",
      paramLabel = "PORT",
      description = "The port on 127.0.0.1; 0 picks a free one (default 0).")
  int port;

  @Option(
      names = "--force",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Replace an entry NAME of the kubeconfig that crinit has not made.")
  boolean force;

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    String registry = name.required();
    Kubeconfig kubeconfig = Kubeconfig.of(local.kubeconfig, console.environment());
    if (!force && kubeconfig.isForeign(registry)) {
      throw new CrinitException(
          "the kubeconfig has a context, cluster or user \""
              + registry
              + "\" already, which crinit has not made: choose another NAME, or replace it with"
              + " --force. Nothing has been changed.");
    }
    kubeconfig.requireWritable(registry);
    LocalRegistry server = local.registry(registry, console.environment());
    if (server.process().isEmpty()) {
      server.start(
          Launcher.find(console.environment()),
          List.of("--secure-port=" + port),
          local.timeout,
          new Preparation(console.out(), server.log()));
    }
    Kubeconfig own = Kubeconfig.of(server.kubeconfig().toString(), Map.of());
    kubeconfig.put(own.entry(registry, new Origin("local", "", server.folder().toString())));
    console
        .out()
        .println(
            "Cluster registry "
                + registry
                + " runs in the background; its data and log are in "
                + server.folder());
    console.out().println("To use it:  kubectl get clusters --context " + registry);
    console.out().println("To stop it: crinit down " + registry);
    return 0;
  }
}
