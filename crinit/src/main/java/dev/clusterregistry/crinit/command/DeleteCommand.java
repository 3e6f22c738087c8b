package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.run.Deleter;
import dev.clusterregistry.crinit.run.DryRun;
import dev.clusterregistry.crinit.run.Progress;
import dev.clusterregistry.crinit.run.Target;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deletes a registry; the modes differ in what there is of it. */
@Command(
    sortOptions = false,
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n")
abstract class DeleteCommand implements Callable<Integer> {
  private final Mode mode;

  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @ArgGroup(validate = false, heading = "%nDeletion:%n", order = 2)
  DeletionFlags deletion = new DeletionFlags();

  @ArgGroup(validate = false, heading = "%nRunning:%n", order = 3)
  RunFlags run = new RunFlags();

  DeleteCommand(Mode mode) {
    this.mode = mode;
  }

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    Registry registry = host.registry(name.required());
    Plan plan = Plan.delete(mode, registry);
    Progress progress = new Progress(console.out(), console.terminal());
    boolean dry = run.dryRun() != RunFlags.DryRunMode.NONE;
    Target target = host.target(console);
    String kubeconfig = target.kubeconfig().forContext(target.hostContext());
    if (dry) {
      new DryRun(progress).print(plan);
      console.out().println("Cluster registry can be deleted (dry run)");
      return 0;
    }
    try (Host server = Host.of(kubeconfig)) {
      new Deleter(
              server,
              target.kubeconfig(),
              run.patience(),
              progress,
              deletion.ignoreErrors,
              deletion.force)
          .run(plan, registry, run.wait);
    } finally {
      progress.broken();
    }
    return 0;
  }
}
