package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.host.UnreachableException;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.run.DryRun;
import dev.clusterregistry.crinit.run.Keeper;
import dev.clusterregistry.crinit.run.Preflight;
import dev.clusterregistry.crinit.run.Progress;
import dev.clusterregistry.crinit.run.Runner;
import dev.clusterregistry.crinit.run.Target;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** Deploys registries of both modes. */
record Initialization(Console console, InitFlags flags) {

  int init(Settings settings) {
    flags.output.check();
    Plan plan = Plan.init(settings);
    PrintWriter out = flags.output.isGiven() ? console.err() : console.out();
    Progress progress = new Progress(out, console.terminal());
    Target target = flags.host.target(console);
    String kubeconfig = target.kubeconfig().forContext(target.hostContext());
    Facts facts =
        switch (flags.run.dryRun()) {
          case CLIENT -> {
            new DryRun(progress).print(plan);
            out.println("Cluster registry can be run (dry run)");
            yield new Keeper(Instant.now()).create(settings, List.of());
          }
          case SERVER -> {
            Facts made = new Keeper(Instant.now()).create(settings, List.of());
            try (Host host = Host.of(kubeconfig)) {
              new Preflight(host).check(settings);
              new DryRun(progress).ask(host, plan, settings.registry(), made);
            } finally {
              progress.broken();
            }
            out.println("Cluster registry can be run (dry run)");
            yield made;
          }
          case NONE -> run(settings, plan, target, kubeconfig, progress);
        };
    if (flags.output.isGiven()) {
      console.out().print(flags.output.print(plan.objects(facts)));
      console.out().flush();
    }
    return 0;
  }

  private Facts run(
      Settings settings, Plan plan, Target target, String kubeconfig, Progress progress) {
    String name = settings.registry().name();
    if (!flags.force && target.kubeconfig().isForeign(name)) {
      throw new CrinitException(
          "the kubeconfig has a context, cluster or user \""
              + name
              + "\" already, which crinit has not made: choose another NAME, or replace it with"
              + " --force. Nothing has been changed.");
    }
    target.kubeconfig().requireWritable(name);
    try (Host host = Host.of(kubeconfig)) {
      new Preflight(host).check(settings);
      try (Interruption _ = Interruption.watch(console.err(), settings)) {
        Runner runner =
            new Runner(host, target, settings.registry(), flags.run.patience(), progress);
        runner.run(plan, flags.run.wait);
        return runner.facts();
      } catch (CrinitException | RefusedException | UnreachableException e) {
        progress.broken();
        throw new CrinitException(e.getMessage() + "\n" + whatNow(settings), e);
      }
    } finally {
      progress.broken();
    }
  }

  /** What can be done about a deployment that has been broken off. */
  static String whatNow(Settings settings) {
    String namespace = settings.registry().namespace();
    return "What has been made stays. To go on, run the same command again; to remove it:\n"
        + "  crinit "
        + settings.mode().word()
        + " delete "
        + settings.registry().name()
        + (namespace.equals("clusterregistry") ? "" : " --cluster-registry-namespace=" + namespace);
  }
}
