package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.LogFormat;
import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Run by the build, so that the Java virtual machine learns what a server does. */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Serves a while and does some work, for the ahead-of-time cache.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class RehearseCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      required = true,
      description = "An empty folder.")
  @Nullable Path folder;

  @Override
  public Integer call() throws Exception {
    if (folder != null) {
      Logs.configure(LogFormat.TEXT, 0);
      StandaloneCommand standalone = new StandaloneCommand();
      standalone.data.folder = folder;
      standalone.serving.securePort = 0;
      standalone.authentication.tokenFile = Rehearsal.tokens(folder);
      Rehearsal.run(standalone.settings());
    }
    return 0;
  }
}
