package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.storage.Contents;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import dev.clusterregistry.clusterregistry.storage.ValueCheck;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreCheck;
import dev.clusterregistry.store.StoreContents;
import dev.clusterregistry.store.StoreReport;
import dev.clusterregistry.store.encryption.Seals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads everything. */
@Command(
    name = "check",
    description = {
      "Reads the whole store and verifies its structure and the checksum of every record; on etcd,"
          + " which has checksums of its own, every value. Says which keys values are encrypted"
          + " with, and verifies that they open if it is given the keys. Servers may be running."
          + " The exit code is 1 if anything is wrong."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreCheckCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Mixin EncryptionFlag encryption = new EncryptionFlag();

  @ArgGroup(validate = false, heading = "%nOn etcd instead of the data folder:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A backup to check instead of the data folder's store.")
  @Nullable Path file;

  @Override
  public Integer call() {
    store.quietLogs();
    Seals seals = encryption.seals();
    List<String> problems =
        switch (store.location(etcd)) {
          case StoreLocation.Folder folder -> checkFile(file == null ? folder.path() : file, seals);
          case StoreLocation.Cluster cluster -> {
            if (file != null) {
              throw new ProgramException("store check takes a file or --etcd-servers, not both");
            }
            yield checkCluster(cluster, seals);
          }
        };
    if (problems.isEmpty()) {
      store.out().println("The store is sound.");
      return 0;
    }
    problems.forEach(problem -> store.err().println("Error: " + problem));
    return 1;
  }

  private List<String> checkFile(Path path, @Nullable Seals seals) {
    StoreReport report = StoreCheck.check(path);
    store.print(report);
    List<String> problems = new ArrayList<>(report.problems());
    if (report.isSound()) {
      problems.addAll(values(StoreContents.read(path).entries(), seals));
    }
    return problems;
  }

  private List<String> checkCluster(StoreLocation cluster, @Nullable Seals seals) {
    try (Store opened = cluster.open()) {
      Scan scan = opened.scan("");
      store.out().println("identity:  " + opened.identity());
      store.out().println("revision:  " + scan.revision());
      store.out().println("compacted: " + opened.compacted());
      store.out().println("keys:      " + scan.entries().size());
      store.out().println("contents:  " + Contents.of(scan.entries()));
      return values(scan.entries(), seals);
    }
  }

  private List<String> values(List<Entry> entries, @Nullable Seals seals) {
    ValueCheck check = ValueCheck.of(entries, seals);
    check.forms().forEach((form, count) -> store.out().println("values:    " + count + " " + form));
    return check.problems();
  }
}
