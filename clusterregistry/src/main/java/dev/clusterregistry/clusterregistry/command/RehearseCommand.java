package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.rehearsal.Rehearsal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Run by the build, so that the Java virtual machine of a server learns what a server does. */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Lets a server do some work, for the ahead-of-time cache.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class RehearseCommand implements Callable<Integer> {
  @Option(names = "--server", paramLabel = "URL", required = true, description = "The server.")
  String server = "";

  @Option(
      names = "--certificate-authority",
      paramLabel = "FILE",
      required = true,
      description = "The authority that signed the server's certificate.")
  @Nullable Path authority;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      description = "Of a user who may do everything.")
  String token = "";

  @Option(
      names = "--fill",
      paramLabel = "NUMBER",
      description = "Only create so many clusters, and leave them.")
  int fill;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (authority != null) {
      try (Rehearsal rehearsal = Rehearsal.with(server, authority, token)) {
        if (fill > 0) {
          rehearsal.fill(fill);
        } else {
          rehearsal.work();
        }
      }
    }
    return 0;
  }
}
