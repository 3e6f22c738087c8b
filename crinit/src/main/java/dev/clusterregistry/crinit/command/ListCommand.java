package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.run.Inspector;
import dev.clusterregistry.crinit.run.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Shows which registries there are. */
@Command(
    name = "list",
    description = "Lists the registries that crinit has deployed into a host cluster.",
    sortOptions = false,
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class ListCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "json|yaml",
      description = "Print a tree in this form instead of a table.")
  String form = "";

  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  /** One line. */
  record Row(String name, String namespace, String mode, String ready, String image) {}

  @Override
  public Integer call() {
    Console console = RootCommand.console(spec);
    Target target = host.target(console);
    List<Row> rows = new ArrayList<>();
    try (Host server = HostFlags.connect(target)) {
      Inspector inspector = new Inspector(server, target, Instant.now());
      for (Registry registry : inspector.registries()) {
        rows.add(row(registry, inspector.deployment(registry)));
      }
    }
    if (!form.isEmpty()) {
      console.out().print(Trees.print(form, rows));
    } else if (rows.isEmpty()) {
      console.err().println("No registries found");
    } else {
      console.out().print(table(rows));
    }
    console.out().flush();
    return 0;
  }

  private static Row row(Registry registry, ObjectNode deployment) {
    return new Row(
        registry.name(),
        registry.namespace(),
        Inspector.mode(deployment),
        deployment.at("/status/readyReplicas").asInt(0)
            + "/"
            + deployment.at("/spec/replicas").asInt(1),
        Json.text(deployment, "/spec/template/spec/containers/0/image"));
  }

  private static String table(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    String format = "%-20s %-20s %-12s %-7s %s%n";
    text.append(format.formatted("NAME", "NAMESPACE", "MODE", "READY", "IMAGE"));
    rows.forEach(
        row ->
            text.append(
                format.formatted(
                    row.name(), row.namespace(), row.mode(), row.ready(), row.image())));
    return text.toString();
  }
}
