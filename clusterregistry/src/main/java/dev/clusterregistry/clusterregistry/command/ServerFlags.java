package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.server.Mode;
import dev.clusterregistry.clusterregistry.server.RegistryServer;
import dev.clusterregistry.clusterregistry.server.ServerSettings;
import dev.clusterregistry.clusterregistry.server.StartTimes;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The flags of any server, whatever its mode. A mode's own groups of flags stand between serving
 * and data, and take the orders from 2 to 5.
 */
final class ServerFlags {
  /** The command is made first thing; its flags are part of the start. */
  private final StartTimes times = new StartTimes();

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of flags, as lines of the form name: value. Flags given here win.")
  @Nullable Path config;

  @ArgGroup(validate = false, heading = "%nServing:%n", order = 1)
  ServingFlags serving = new ServingFlags();

  @ArgGroup(validate = false, heading = "%nData and memory:%n", order = 6)
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, heading = "%nObjects on etcd:%n", order = 7)
  EtcdFlags etcd = new EtcdFlags();

  @ArgGroup(validate = false, heading = "%nLimits:%n", order = 8)
  LimitFlags limits = new LimitFlags();

  @ArgGroup(validate = false, heading = "%nLogs:%n", order = 9)
  LogFlags logs = new LogFlags();

  ServerSettings settings() {
    CommandSpec spec = Objects.requireNonNull(command);
    ParseResult given = spec.commandLine().getParseResult();
    return new ServerSettings(
        data.settings(etcd.settings(given)),
        serving.settings(),
        limits.settings(),
        Flags.values(spec));
  }

  /** Serves until a signal asks to stop, and answers with the program's exit code. */
  int serve(ServerSettings settings, Mode.Maker mode) {
    Logs.configure(logs.format, logs.level);
    return RegistryServer.run(
        settings, mode, Objects.requireNonNull(command).commandLine().getOut(), times);
  }
}
