package dev.clusterregistry.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A tar archive, compressed, in a file: a layer of an image, or an archive of a release.
 *
 * @param digest of the file
 * @param diffId the digest of what is compressed
 */
record Layer(Path file, String digest, String diffId, long size) {

  /** Writes the entries into a file. Its bytes depend on nothing but the arguments. */
  static Layer write(Path file, List<Entry> entries, Instant time) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      DigestOutputStream compressed = Digest.through(bytes);
      // The header that the JDK writes names neither a time nor the file.
      DigestOutputStream plain = Digest.through(new GZIPOutputStream(compressed, 1 << 16));
      try (Tar tar = new Tar(plain, time)) {
        for (Entry entry : entries) {
          tar.add(entry);
        }
      }
      return new Layer(file, Digest.of(compressed), Digest.of(plain), Files.size(file));
    }
  }
}
