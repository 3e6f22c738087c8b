package dev.clusterregistry.clusterregistry.token;

import dev.clusterregistry.apiserver.auth.token.TokenBook;
import dev.clusterregistry.apiserver.auth.token.TokenBookFile;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The token book while nobody else changes it. A server that reads it meanwhile sees the old book
 * or the new one, whole.
 */
public final class LockedTokenBook implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private LockedTokenBook(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits for whoever has it. Makes the folder if it does not exist. */
  public static LockedTokenBook open(Path file) {
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      PrivateFile.createFolder(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      return new LockedTokenBook(file, channel, channel.lock());
    } catch (IOException e) {
      throw new ProgramException(
          "token book " + file + " cannot be used: " + PrivateFile.reason(e), e);
    }
  }

  /** As it is now, also without the lock. Without a file an empty one. */
  public static TokenBook read(Path file) {
    try {
      return Files.exists(file) ? TokenBookFile.read(Files.readAllBytes(file)) : TokenBook.EMPTY;
    } catch (IOException e) {
      throw new ProgramException(
          "token book " + file + " cannot be read: " + PrivateFile.reason(e), e);
    }
  }

  public TokenBook current() {
    return read(file);
  }

  /** With mode 0600, durably, whole or not at all. */
  public void write(TokenBook book) {
    try {
      PrivateFile.write(file, TokenBookFile.write(book));
    } catch (IOException e) {
      throw new ProgramException(
          "token book " + file + " cannot be written: " + PrivateFile.reason(e), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
      channel.close();
    } catch (IOException e) {
      throw new ProgramException("token book " + file + " cannot be given back", e);
    }
  }
}
