package dev.clusterregistry.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes header fields as HPACK has them (RFC 7541), without Huffman codes. */
final class HeaderBytes {
  private static final int METHOD_GET = 0x82;
  private static final int SCHEME_HTTPS = 0x87;
  private static final int METHOD_NAME = 2;
  private static final int PATH_NAME = 4;
  private static final int AUTHORITY_NAME = 1;
  private static final int INDEXED = 0x80;
  private static final int REMEMBERED = 0x40;
  private static final int STATIC_FIELDS = 61;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

  HeaderBytes method(String method) {
    if (method.equals("GET")) {
      out.write(METHOD_GET);
    } else {
      out.write(METHOD_NAME);
      text(method);
    }
    return this;
  }

  HeaderBytes path(String path) {
    out.write(PATH_NAME);
    text(path);
    return this;
  }

  HeaderBytes https() {
    out.write(SCHEME_HTTPS);
    return this;
  }

  /** Enters the authority into the peer's table. */
  HeaderBytes rememberAuthority(String authority) {
    out.write(REMEMBERED | AUTHORITY_NAME);
    text(authority);
    return this;
  }

  /** Enters a field into the peer's table. */
  HeaderBytes remember(String name, String value) {
    out.write(REMEMBERED);
    text(name);
    text(value);
    return this;
  }

  /**
   * A field that was entered into the peer's table.
   *
   * @param age 0 for the last one entered
   */
  HeaderBytes remembered(int age) {
    out.write(INDEXED | (STATIC_FIELDS + 1 + age));
    return this;
  }

  HeaderBytes literal(String name, String value) {
    out.write(0);
    text(name);
    text(value);
    return this;
  }

  HeaderBytes bytes(byte[] fields) {
    out.writeBytes(fields);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.writeBytes(bytes);
  }

  /** With a prefix of seven bits. */
  private void number(int value) {
    if (value < 127) {
      out.write(value);
      return;
    }
    out.write(127);
    int rest = value - 127;
    while (rest >= 128) {
      out.write((rest & 127) | 128);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
