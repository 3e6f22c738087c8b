package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.storage.EncryptionFile;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.encryption.EncryptedStore;
import dev.clusterregistry.store.encryption.Seals;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The keys that a command on a store needs where values are encrypted. */
final class EncryptionFlag {
  @Option(
      names = "--encryption-provider-config",
      paramLabel = "FILE",
      description =
          "Kubernetes' EncryptionConfiguration, the file that the servers have, if values are"
              + " encrypted.")
  @Nullable Path file;

  /** Null if no keys are given. */
  @Nullable Seals seals() {
    return file == null ? null : EncryptionFile.read(file);
  }

  /** The store as servers with these keys see it. */
  Store opening(Store store) {
    Seals seals = seals();
    return seals == null ? store : new EncryptedStore(store, seals);
  }
}
