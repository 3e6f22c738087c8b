package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.server.Mode;
import dev.clusterregistry.clusterregistry.server.RegistryServer;
import dev.clusterregistry.clusterregistry.server.ServerSettings;
import dev.clusterregistry.clusterregistry.server.StartTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The flags of any server, whatever its mode. */
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

  @Mixin ServingFlags serving = new ServingFlags();

  @Mixin DataFlags data = new DataFlags();

  @Mixin EtcdFlags etcd = new EtcdFlags();

  @Mixin LimitFlags limits = new LimitFlags();

  @Mixin LogFlags logs = new LogFlags();

  /**
   * How the help shows them.
   *
   * @param own of the mode
   */
  static List<FlagSection> sections(FlagSection... own) {
    List<FlagSection> sections = new ArrayList<>(List.of(own));
    sections.addFirst(new FlagSection("Serving", ServingFlags.class));
    sections.add(new FlagSection("Data and memory", DataFlags.class));
    sections.add(new FlagSection("Objects on etcd", EtcdFlags.class));
    sections.add(new FlagSection("Limits", LimitFlags.class));
    sections.add(new FlagSection("Logs", LogFlags.class));
    return sections;
  }

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
