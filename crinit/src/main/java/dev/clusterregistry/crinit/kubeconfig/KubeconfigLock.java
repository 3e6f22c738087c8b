package dev.clusterregistry.crinit.kubeconfig;

import dev.clusterregistry.crinit.CrinitException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Keeps kubectl and other crinits away while a file is changed, in the way of client-go. */
final class KubeconfigLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE_MILLISECONDS = 50;

  private final Path lock;

  private KubeconfigLock(Path lock) {
    this.lock = lock;
  }

  static KubeconfigLock of(Path file) {
    Path lock = file.toAbsolutePath().resolveSibling(file.getFileName() + ".lock");
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      Files.createDirectories(lock.resolve("..").normalize());
      while (!isTaken(lock)) {
        if (System.nanoTime() > end) {
          throw new CrinitException(
              "kubeconfig "
                  + file
                  + " is locked by another program; if there is none, delete "
                  + lock
                  + " and run again");
        }
        pause();
      }
      return new KubeconfigLock(lock);
    } catch (IOException e) {
      throw new CrinitException(
          "kubeconfig "
              + file
              + " cannot be written: "
              + KubeconfigFile.reason(e)
              + "; make it writable, or name another with --kubeconfig, and run again",
          e);
    }
  }

  /** False if somebody else has it. */
  private static boolean isTaken(Path lock) throws IOException {
    try {
      Files.createFile(lock);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrinitException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw new CrinitException("cannot delete " + lock + ": " + KubeconfigFile.reason(e), e);
    }
  }
}
