package dev.clusterregistry.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a POSIX tar archive (ustar, IEEE Std 1003.1, "pax Interchange Format"), all of whose
 * entries are of the same time. No extensions: what does not fit is refused.
 */
final class Tar implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX_LENGTH = 155;

  private final OutputStream out;
  private final Instant time;

  Tar(OutputStream out, Instant time) {
    this.out = out;
    this.time = time;
  }

  /**
   * Appends one entry.
   *
   * @throws IllegalArgumentException if its name, link target or size does not fit into the format
   */
  void add(Entry entry) throws IOException {
    switch (entry) {
      case Entry.Folder folder -> header(folder.attributes(), folder.name() + "/", '5', 0, "");
      case Entry.Link link -> header(link.attributes(), link.name(), '2', 0, link.target());
      case Entry.Content content -> {
        long size = Files.size(content.file());
        header(content.attributes(), content.name(), '0', size, "");
        long copied = Files.copy(content.file(), out);
        if (copied != size) {
          throw new IOException(content.file() + " changed while it was read");
        }
        pad(size);
      }
    }
  }

  /** Appends a file of root's from memory. */
  void add(String name, byte[] content) throws IOException {
    header(new Entry.Attributes(0, 0644), name, '0', content.length, "");
    out.write(content);
    pad(content.length);
  }

  /** Ends the archive with the two empty blocks that the format asks for. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }

  private void header(Entry.Attributes attributes, String name, char type, long size, String target)
      throws IOException {
    int cut = prefixLength(name);
    byte[] header = new byte[BLOCK];
    text(header, 0, NAME_LENGTH, cut == 0 ? name : name.substring(cut + 1));
    octal(header, 100, 8, attributes.mode());
    octal(header, 108, 8, attributes.owner());
    octal(header, 116, 8, attributes.owner());
    octal(header, 124, 12, size);
    octal(header, 136, 12, time.getEpochSecond());
    header[156] = (byte) type;
    text(header, 157, NAME_LENGTH, target);
    text(header, 257, 6, "ustar");
    text(header, 263, 2, "00");
    octal(header, 329, 8, 0);
    octal(header, 337, 8, 0);
    text(header, 345, PREFIX_LENGTH, name.substring(0, cut));
    // The sum counts its own field as spaces, and is written as six digits, NUL, space.
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    octal(header, 148, 7, sum);
    out.write(header);
  }

  /** How much of a long name goes into the prefix field: up to a slash, so that the rest fits. */
  private static int prefixLength(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length <= NAME_LENGTH) {
      return 0;
    }
    int cut = name.indexOf('/', length - NAME_LENGTH - 1);
    if (cut <= 0 || cut > PREFIX_LENGTH || cut == name.length() - 1) {
      throw new IllegalArgumentException("too long a name for a tar archive: " + name);
    }
    return cut;
  }

  private static void text(byte[] header, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new IllegalArgumentException("too long for a tar archive: " + text);
    }
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void octal(byte[] header, int at, int length, long number) {
    String digits = Long.toOctalString(number);
    if (number < 0 || digits.length() > length - 1) {
      throw new IllegalArgumentException("too large for a tar archive: " + number);
    }
    text(header, at, length, "0".repeat(length - 1 - digits.length()) + digits);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (BLOCK - 1))]);
  }
}
