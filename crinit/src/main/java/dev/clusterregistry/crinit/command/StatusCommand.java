package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.run.Inspector;
import dev.clusterregistry.crinit.run.Report;
import dev.clusterregistry.crinit.run.Target;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how a registry is. */
@Command(
    name = "status",
    description = {
      "Shows what is deployed, whether it serves and can be reached from here, and when its"
          + " certificates expire. The exit code is 0 if all is well, else 3."
    },
    sortOptions = false,
    customSynopsis = "crinit status NAME --host-cluster-context=CONTEXT [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_WELL = 3;

  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "json|yaml",
      description = "Print a tree in this form instead of text.")
  String form = "";

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    Target target = host.target(console);
    Report report;
    try (Host server = HostFlags.connect(target)) {
      report = new Inspector(server, target, Instant.now()).report(host.registry(name.required()));
    }
    if (form.isEmpty()) {
      print(report, console.out());
    } else {
      console.out().print(Trees.print(form, report));
    }
    console.out().flush();
    return report.isHealthy() ? 0 : NOT_WELL;
  }

  private static void print(Report report, PrintWriter out) {
    out.println("Name:         " + report.name());
    out.println("Namespace:    " + report.namespace());
    out.println("Mode:         " + report.mode());
    out.println("Image:        " + report.image());
    if (report.version() != null) {
      out.println("Version:      " + report.version());
    }
    out.println("Pods:         " + report.ready() + " of " + report.replicas() + " ready");
    out.println("Address:      " + (report.address().isEmpty() ? "unknown" : report.address()));
    out.println("Reachable:    " + (report.reachable() ? "yes" : "no: " + report.why()));
    out.println("Flags:        " + String.join(" ", report.flags()));
    out.println("Certificates:");
    report
        .certificates()
        .forEach(
            one ->
                out.printf(
                    "  %-14s until %s (%d days)%n", one.certificate(), one.expires(), one.days()));
  }
}
