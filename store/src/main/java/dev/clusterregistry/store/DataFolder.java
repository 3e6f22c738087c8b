package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one store, held by one process: {@code store.sqlite} with its companions, and
 * {@code LOCK}, which is locked while the folder is in use and names the process and the store that
 * the folder holds. If that store's file is missing, the folder is refused: it never starts empty
 * by mistake.
 */
final class DataFolder implements AutoCloseable {
  static final String STORE = "store.sqlite";
  private static final String LOCK = "LOCK";
  private static final String STORE_LINE = "store ";
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /**
   * The folders this process holds. A second look at a LOCK file by the process that holds it would
   * release the lock, because POSIX drops it when any descriptor of the file is closed.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder for this process, creating it if it does not exist. */
  static DataFolder claim(Path path) {
    try {
      Files.createDirectories(path, PRIVATE_FOLDER);
      Path folder = path.toRealPath();
      if (!HELD.add(folder)) {
        throw new UnusableStoreException("the data folder " + path + " is in use by this process");
      }
      try {
        return new DataFolder(folder, lock(folder, path));
      } catch (IOException | RuntimeException e) {
        HELD.remove(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableStoreException("cannot use the data folder " + path + ": " + reason(e), e);
    }
  }

  private static FileChannel lock(Path folder, Path path) throws IOException {
    Path file = folder.resolve(LOCK);
    createPrivate(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(path, channel);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new UnusableStoreException("the data folder " + path + " is in use by this process", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static UnusableStoreException inUse(Path path, FileChannel channel) throws IOException {
    String holder = read(channel).lines().findFirst().orElse("another process");
    return new UnusableStoreException("the data folder " + path + " is in use by " + holder);
  }

  Path storeFile() {
    return folder.resolve(STORE);
  }

  /** A file beside the store's, to be renamed to it when it is complete. */
  Path unfinishedFile() {
    return folder.resolve(STORE + ".new");
  }

  /** The store's file, checked to be ours, or a new one if the folder has never held a store. */
  Path openOrCreate() {
    Path file = storeFile();
    if (Files.exists(file)) {
      SqliteHeader.requireOurs(file);
      return file;
    }
    refuseIfAStoreIsMissing();
    try {
      Path unfinished = unfinishedFile();
      deleteWithCompanions(unfinished);
      createPrivate(unfinished);
      String identity = Schema.newIdentity();
      Schema.create(unfinished, identity);
      install(unfinished);
      remember(identity);
      return file;
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot create " + file, e);
    } catch (IOException e) {
      throw new UnusableStoreException("cannot create " + file + ": " + reason(e), e);
    }
  }

  private void refuseIfAStoreIsMissing() {
    String held = rememberedIdentity();
    Path wal = companion(storeFile(), "-wal");
    if (held == null && !Files.exists(wal)) {
      return;
    }
    throw new UnusableStoreException(
        "the data folder "
            + folder
            + " has held a store, but "
            + STORE
            + " is missing: restore a backup, or remove "
            + (held == null ? wal.getFileName() : LOCK)
            + " to start with an empty one");
  }

  /** Makes a complete, closed file the store, durably. */
  void install(Path unfinished) throws IOException {
    Durable.syncFile(unfinished);
    Files.move(unfinished, storeFile());
    Durable.syncFolderOf(storeFile());
  }

  /** Notes that this folder holds the store of that identity. */
  void remember(String identity) {
    String text = "process " + ProcessHandle.current().pid() + "\n" + STORE_LINE + identity + "\n";
    try {
      lock.truncate(0);
      lock.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
      lock.force(true);
    } catch (IOException e) {
      throw new UnusableStoreException(
          "cannot write " + folder.resolve(LOCK) + ": " + reason(e), e);
    }
  }

  private @Nullable String rememberedIdentity() {
    try {
      return read(lock)
          .lines()
          .filter(line -> line.startsWith(STORE_LINE))
          .findFirst()
          .map(line -> line.substring(STORE_LINE.length()))
          .orElse(null);
    } catch (IOException e) {
      throw new UnusableStoreException("cannot read " + folder.resolve(LOCK), e);
    }
  }

  static Path companion(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  static void deleteWithCompanions(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(companion(file, "-wal"));
    Files.deleteIfExists(companion(file, "-shm"));
    Files.deleteIfExists(companion(file, "-journal"));
  }

  /** Creates an empty file that only its owner may read; SQLite's companions inherit this. */
  static void createPrivate(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, PRIVATE_FILE);
    }
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1_024);
    channel.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UnusableStoreException("cannot release " + folder.resolve(LOCK), e);
    } finally {
      HELD.remove(folder);
    }
  }
}
