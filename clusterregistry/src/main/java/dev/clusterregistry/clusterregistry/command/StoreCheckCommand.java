package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.store.StoreCheck;
import dev.clusterregistry.store.StoreReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads everything. */
@Command(
    name = "check",
    description = {
      "Reads the whole store and verifies its structure and the checksum of every record. A server"
          + " may be running. The exit code is 1 if anything is wrong."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreCheckCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A backup to check instead of the data folder's store.")
  @Nullable Path file;

  @Override
  public Integer call() {
    StoreReport report = StoreCheck.check(file == null ? store.folder() : file);
    store.print(report);
    if (report.isSound()) {
      store.out().println("The store is sound.");
      return 0;
    }
    report.problems().forEach(problem -> store.err().println("Error: " + problem));
    return 1;
  }
}
