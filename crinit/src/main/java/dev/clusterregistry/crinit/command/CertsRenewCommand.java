package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.run.Progress;
import dev.clusterregistry.crinit.run.Renewal;
import dev.clusterregistry.crinit.run.Target;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes new certificates. */
@Command(
    name = "renew",
    description = {
      "Gives a registry's server and its administrator new certificates, good for a year, signed by"
          + " the authority that the registry has: clients and the host go on trusting it. The"
          + " server takes its new certificate up without a restart, a minute or two after the"
          + " host's nodes have been told."
    },
    sortOptions = false,
    customSynopsis = "crinit certs renew NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class CertsRenewCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    Target target = host.target(console);
    Progress progress = new Progress(console.out(), console.terminal());
    try (Host server = HostFlags.connect(target)) {
      new Renewal(server, target, progress).renew(host.registry(name.required()));
    } finally {
      progress.broken();
    }
    return 0;
  }
}
