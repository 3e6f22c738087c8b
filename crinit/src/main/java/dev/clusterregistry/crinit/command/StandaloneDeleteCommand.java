package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deletes a standalone registry. */
@Command(
    name = "delete",
    description = {
      "Deletes a standalone cluster registry: all that \"crinit standalone init\" has made for it,"
          + " with its data, and nothing else. What an init that was broken off has left is"
          + " deleted, too."
    },
    sortOptions = false,
    customSynopsis = "crinit standalone delete NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  Delete the registry foo from the host cluster whose context is bar:",
      "    crinit standalone delete foo --host-cluster-context=bar"
    })
final class StandaloneDeleteCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @ArgGroup(validate = false, heading = "%nDeletion:%n", order = 2)
  DeletionFlags deletion = new DeletionFlags();

  @ArgGroup(validate = false, heading = "%nRunning:%n", order = 3)
  RunFlags run = new RunFlags();

  @Override
  public Integer call() {
    return new Deletion(RootCommand.console(spec), host, run, deletion)
        .delete(Mode.STANDALONE, host.registry(name.required()));
  }
}
