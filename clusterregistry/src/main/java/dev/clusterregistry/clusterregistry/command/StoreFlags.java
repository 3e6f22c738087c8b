package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.LogFormat;
import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import dev.clusterregistry.store.StoreReport;
import dev.clusterregistry.store.etcd.EtcdOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all store commands have in common. */
final class StoreFlags {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The data folder (default $XDG_STATE_HOME/clusterregistry or"
              + " ~/.local/state/clusterregistry).")
  @Nullable Path folder;

  Path folder() {
    return folder == null ? DataFolder.defaultFolder() : folder.toAbsolutePath().normalize();
  }

  /** The data folder's store, or the one on etcd if that is asked for. */
  StoreLocation location(EtcdFlags etcd) {
    EtcdOptions options =
        etcd.settings(Objects.requireNonNull(command).commandLine().getParseResult());
    return options == null
        ? new StoreLocation.Folder(folder())
        : new StoreLocation.Cluster(options);
  }

  /** What goes well is said by the command itself. */
  void quietLogs() {
    Logs.configure(LogFormat.TEXT, Logs.QUIET);
  }

  /** Says how far many writes are. */
  void progress(int written) {
    err().println("... " + written + " written");
  }

  PrintWriter out() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }

  PrintWriter err() {
    return Objects.requireNonNull(command).commandLine().getErr();
  }

  void print(StoreReport report) {
    out().println("identity:  " + report.identity());
    out().println("revision:  " + report.revision());
    out().println("compacted: " + report.compacted());
    out().println("keys:      " + report.keys());
    out().println("changes:   " + report.changes());
  }
}
