package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Keeps its name in the command line until its function comes. */
@Command(
    name = "aggregated",
    description =
        "Serves the registry behind another API server's aggregation layer. Comes in a later"
            + " version.",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class AggregatedCommand implements Callable<Integer> {

  /** Whatever flags are given, there is one thing to say. */
  @Unmatched List<String> flags = new ArrayList<>();

  @Override
  public Integer call() {
    throw new ProgramException(
        "aggregated mode comes in a later version; use: clusterregistry standalone");
  }
}
