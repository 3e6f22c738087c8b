package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Data;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Encryption;
import dev.clusterregistry.store.etcd.EtcdOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data is, and how much of its history is kept. */
final class DataFlags {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Holds the store, the server's certificates and admin.kubeconfig, private to this user"
              + " (default $XDG_STATE_HOME/clusterregistry or ~/.local/state/clusterregistry).")
  @Nullable Path folder;

  @Option(
      names = "--compaction-window",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description =
          "How long replaced and deleted objects stay in the store, for watches that resume"
              + " (default 10m).")
  Duration compactionWindow = Duration.ofMinutes(10);

  @Option(
      names = "--watch-history-memory",
      paramLabel = "MIB",
      description =
          "How much memory recent changes may take, for watches to resume from without reading"
              + " the store (default 64).")
  int historyMebibytes = 64;

  @Option(
      names = "--encryption-provider-config",
      paramLabel = "FILE",
      description =
          "Kubernetes' EncryptionConfiguration: which resources are stored encrypted, with which"
              + " keys. Providers: aesgcm, aescbc, identity.")
  @Nullable Path encryption;

  @Option(
      names = "--encryption-provider-config-automatic-reload",
      description = "Follow that file while it changes; else it is read at the start.")
  boolean followEncryption;

  /**
   * @param etcd null if the objects are in the folder
   */
  Data settings(@Nullable EtcdOptions etcd) {
    return new Data(
        folder == null ? DataFolder.defaultFolder() : folder.toAbsolutePath().normalize(),
        compactionWindow,
        historyMebibytes * 1024L * 1024,
        etcd,
        encryption());
  }

  private @Nullable Encryption encryption() {
    if (encryption != null) {
      return new Encryption(encryption, followEncryption);
    }
    if (followEncryption) {
      throw new ProgramException(
          "--encryption-provider-config-automatic-reload needs --encryption-provider-config");
    }
    return null;
  }
}
