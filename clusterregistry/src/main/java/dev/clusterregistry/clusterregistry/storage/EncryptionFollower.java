package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.encryption.EncryptedStore;
import dev.clusterregistry.store.encryption.Seals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after an encryption configuration while a server runs. One that cannot be used leaves the
 * keys as they were, and is logged once.
 */
public final class EncryptionFollower {
  private static final Logger LOG = LoggerFactory.getLogger(EncryptionFollower.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Path file;
  private final EncryptedStore store;
  private byte[] known;

  private EncryptionFollower(Path file, EncryptedStore store, byte[] known) {
    this.file = file;
    this.store = store;
    this.known = known;
  }

  /**
   * A store encrypted as the file says, now and whenever it says something else, until the store is
   * closed.
   *
   * @throws ProgramException with one line if the file cannot be used now
   */
  public static Store follow(Path file, Store store) {
    byte[] content = EncryptionFile.content(file);
    EncryptedStore encrypted = new EncryptedStore(store, EncryptionFile.parse(file, content));
    EncryptionFollower follower = new EncryptionFollower(file, encrypted, content);
    Thread.ofVirtual().name("encryption-configuration").start(follower::run);
    return encrypted;
  }

  private void run() {
    String complaint = "";
    while (!store.closed()) {
      try {
        Thread.sleep(INTERVAL);
        look();
        complaint = "";
      } catch (ProgramException e) {
        String text = String.valueOf(e.getMessage());
        if (!text.equals(complaint)) {
          LOG.error("{}; the keys stay as they were", text);
        }
        complaint = text;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    byte[] content = EncryptionFile.content(file);
    if (Arrays.equals(content, known)) {
      return;
    }
    Seals seals = EncryptionFile.parse(file, content);
    EncryptionFile.warnOfOthers(file);
    known = content;
    store.replace(seals);
    LOG.info("The encryption configuration {} is read anew", file);
  }
}
