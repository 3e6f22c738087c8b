package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.run.Deleter;
import dev.clusterregistry.crinit.run.DryRun;
import dev.clusterregistry.crinit.run.Progress;
import dev.clusterregistry.crinit.run.Target;

/** Deletes registries of both modes. */
record Deletion(Console console, HostFlags flags, RunFlags run, DeletionFlags deletion) {

  int delete(Mode mode, Registry registry) {
    Plan plan = Plan.delete(mode, registry);
    Progress progress = new Progress(console.out(), console.terminal());
    boolean dry = run.dryRun() != RunFlags.DryRunMode.NONE;
    Target target = flags.target(console);
    String kubeconfig = target.kubeconfig().forContext(target.hostContext());
    if (dry) {
      new DryRun(progress).print(plan);
      console.out().println("Cluster registry can be deleted (dry run)");
      return 0;
    }
    try (Host host = Host.of(kubeconfig)) {
      new Deleter(
              host,
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
