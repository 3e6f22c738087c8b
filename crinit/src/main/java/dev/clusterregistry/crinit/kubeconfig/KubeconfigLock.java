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
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Path folder = lock.toAbsolutePath().getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.createFile(lock);
        return new KubeconfigLock(lock);
      } catch (FileAlreadyExistsException e) {
        if (System.nanoTime() > end) {
          throw new CrinitException(
              "kubeconfig "
                  + file
                  + " is locked by another program; if there is none, delete "
                  + lock
                  + " and run again",
              e);
        }
        pause();
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
