package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
      CommandLine commandLine = Program.standalone();
      String[] flags = {
        "--data-dir=" + folder,
        "--secure-port",
        "0",
        "--token-auth-file=" + Rehearsal.tokens(folder)
      };
      commandLine.parseArgs(
          new Arguments(Flags.names(commandLine), commandLine.getErr()).rewrite(flags));
      StandaloneCommand standalone = commandLine.getCommand();
      Logs.configure(standalone.logs.format, standalone.logs.level);
      Rehearsal.run(standalone.settings());
    }
    return 0;
  }
}
