package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, never older than {@link #CHECK_NANOS} for the request that asks. When a look at
 * the file is due, one request takes it on a virtual thread; a file that cannot be used leaves the
 * last good contents in force and is logged once.
 *
 * <p>The lock is held while the file is read: all who need to know wait for one and the same look.
 */
public final class ReloadedFile<T> implements Current<T> {

  /** Turns the file's bytes into what they mean. */
  public interface Parser<T> {
    /**
     * @throws IOException with one clear line
     */
    T parse(byte[] contents) throws IOException;
  }

  static final long CHECK_NANOS = 1_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(ReloadedFile.class);

  private record Stamp(long modified, long size, String fileKey) {}

  private record State<T>(T value, Stamp stamp, long checkedNanos) {}

  private final Path file;
  private final Parser<T> parser;
  private final @Nullable T absent;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile State<T> state;

  /**
   * @throws IOException if the file cannot be read or used now
   */
  public ReloadedFile(Path file, Parser<T> parser) throws IOException {
    this(file, parser, null);
  }

  private ReloadedFile(Path file, Parser<T> parser, @Nullable T absent) throws IOException {
    this.file = file;
    this.parser = parser;
    this.absent = absent;
    this.state = absent != null && !Files.exists(file) ? gone(absent) : read(stamp());
  }

  /**
   * A file that may come and go.
   *
   * @param absent what it means that the file does not exist
   * @throws IOException if the file exists and cannot be read or used now
   */
  public static <T> ReloadedFile<T> optional(Path file, Parser<T> parser, T absent)
      throws IOException {
    return new ReloadedFile<>(file, parser, absent);
  }

  private State<T> read(Stamp stamp) throws IOException {
    return new State<>(parser.parse(Files.readAllBytes(file)), stamp, System.nanoTime());
  }

  private static <T> State<T> gone(T absent) {
    return new State<>(absent, new Stamp(MISSING, 0, ""), System.nanoTime());
  }

  @Override
  public T current(Patience patience) {
    State<T> now = state;
    if (System.nanoTime() - now.checkedNanos < CHECK_NANOS) {
      return now.value;
    }
    patience.blocking();
    return checked();
  }

  private T checked() {
    lock.lock();
    try {
      State<T> old = state;
      if (System.nanoTime() - old.checkedNanos >= CHECK_NANOS) {
        state = look(old);
      }
      return state.value;
    } finally {
      lock.unlock();
    }
  }

  private State<T> look(State<T> old) {
    Stamp stamp = old.stamp;
    try {
      stamp = stamp();
      if (stamp.equals(old.stamp)) {
        return new State<>(old.value, stamp, System.nanoTime());
      }
      State<T> fresh = read(stamp);
      LOG.info("reloaded {}", file);
      return fresh;
    } catch (NoSuchFileException e) {
      return absent == null ? kept(old, stamp, e) : gone(absent);
    } catch (IOException e) {
      return kept(old, stamp, e);
    }
  }

  private State<T> kept(State<T> old, Stamp stamp, IOException problem) {
    if (!stamp.equals(old.stamp) || old.stamp.modified != MISSING) {
      LOG.warn("{} stays as it was read last: {}", file, problem.toString());
    }
    Stamp seen = stamp.equals(old.stamp) ? new Stamp(MISSING, 0, "") : stamp;
    return new State<>(old.value, seen, System.nanoTime());
  }

  private static final long MISSING = Long.MIN_VALUE;

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        attributes.lastModifiedTime().toMillis(),
        attributes.size(),
        String.valueOf(attributes.fileKey()));
  }
}
