package dev.clusterregistry.apiserver.openapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A body, plain and compressed. */
record Bytes(byte[] plain, byte[] gzip) {

  static Bytes of(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
    return new Bytes(plain, out.toByteArray());
  }
}
