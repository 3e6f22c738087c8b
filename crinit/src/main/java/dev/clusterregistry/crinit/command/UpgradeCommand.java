package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.run.Backup;
import dev.clusterregistry.crinit.run.Inspector;
import dev.clusterregistry.crinit.run.Progress;
import dev.clusterregistry.crinit.run.Target;
import dev.clusterregistry.crinit.run.Upgrader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Changes a deployed registry. */
@Command(
    name = "upgrade",
    description = {
      "Brings a registry to this version of crinit, or to the image and flags that are given; flags"
          + " of its deployment hold where none is given.",
      "",
      "First all its objects are saved to a file, as YAML for kubectl apply. If the new pods do not"
          + " become ready in time, the old ones are brought back."
    },
    sortOptions = false,
    customSynopsis = "crinit upgrade NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  Another image:",
      "    crinit upgrade foo --host-cluster-context=bar"
          + " --image=registry.example.org/clusterregistry:0.2.0"
    })
final class UpgradeCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Option(
      names = "--backup",
      paramLabel = "FILE",
      description = "Where to save the objects (default NAME-backup-TIME.yaml).")
  String backup = "";

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @Mixin DeploymentFlags deployment = new DeploymentFlags();

  @ArgGroup(validate = false, heading = "%nUsers, standalone:%n", order = 5)
  UserFlags users = new UserFlags();

  @ArgGroup(validate = false, heading = "%nRoles, aggregated:%n", order = 6)
  RoleFlags roles = new RoleFlags();

  @ArgGroup(validate = false, heading = "%nRunning:%n", order = 7)
  RunFlags run = new RunFlags();

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    Target target = host.target(console);
    Registry registry = host.registry(name.required());
    Progress progress = new Progress(console.out(), console.terminal());
    try (Host server = HostFlags.connect(target)) {
      ObjectNode before = new Inspector(server, target, Instant.now()).deployment(registry);
      Settings settings = settings(registry, before);
      if (run.dryRun() != RunFlags.DryRunMode.NONE) {
        console.out().println("Would be deployed with: " + String.join(" ", settings.flags()));
        return 0;
      }
      save(console, target, server, settings);
      new Upgrader(server, target, registry, run.patience(), progress).upgrade(before, settings);
    } finally {
      progress.broken();
    }
    return 0;
  }

  /** What it was deployed with, and what is given now. */
  private Settings settings(Registry registry, ObjectNode before) {
    List<String> flags = GivenFlags.merged(Inspector.flags(before), GivenFlags.of(spec, registry));
    UpgradeCommand all = new UpgradeCommand();
    CommandLine parser = new CommandLine(all);
    List<String> words = new ArrayList<>(flags);
    // Their contents go into the Secret that the remembered flags name.
    boolean newFiles =
        deployment.storage.authority != null || deployment.storage.certificate != null;
    parser.parseArgs(words.toArray(String[]::new));
    if (newFiles) {
      all.deployment.storage.secret = "";
      all.deployment.storage.authority = deployment.storage.authority;
      all.deployment.storage.certificate = deployment.storage.certificate;
      all.deployment.storage.key = deployment.storage.key;
    }
    return switch (Inspector.mode(before)) {
      case "standalone" -> all.deployment.settings(all.users, registry, flags);
      case "aggregated" -> all.deployment.settings(all.roles, registry, flags);
      default ->
          throw new CrinitException(
              registry.deployment()
                  + " does not say whether it is standalone or aggregated: run \"crinit"
                  + " standalone|aggregated init\" with the flags of before instead");
    };
  }

  private void save(Console console, Target target, Host server, Settings settings) {
    String name = settings.registry().name();
    Path file =
        Path.of(
            backup.isEmpty()
                ? name + "-backup-" + Instant.now().getEpochSecond() + ".yaml"
                : backup);
    int saved;
    if (settings.mode() == Mode.AGGREGATED) {
      saved = new Backup(server).write(file, List.of(Registry.GROUP));
    } else {
      try (Host registry = Host.of(target.kubeconfig().forContext(name))) {
        saved = new Backup(registry).write(file, List.of());
      }
    }
    console.out().println("Saved " + saved + " objects to " + file);
  }
}
