package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.local.LocalRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a registry on this machine is. */
final class LocalFlags {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig to change (default $KUBECONFIG or ~/.kube/config).")
  String kubeconfig = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Holds the registry's data and log (default crinit/NAME in $XDG_STATE_HOME or"
              + " ~/.local/state).")
  @Nullable Path folder;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long to wait for the server to start or to end (default 1m0s).")
  Duration timeout = Duration.ofMinutes(1);

  LocalRegistry registry(String name, Map<String, String> environment) {
    Path chosen = folder;
    if (chosen == null) {
      String state = environment.getOrDefault("XDG_STATE_HOME", "");
      Path states =
          state.isEmpty()
              ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state")
              : Path.of(state);
      chosen = states.resolve("crinit").resolve(name);
    }
    return new LocalRegistry(chosen.toAbsolutePath());
  }
}
