package dev.clusterregistry.tests.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;

/** What the first cluster registry wrote, byte by byte. */
final class Originals {
  private Originals() {}

  static byte[] stored() {
    return hex("stored.hex");
  }

  static byte[] full() {
    return hex("full.hex");
  }

  static byte[] json() {
    return resource("json.json");
  }

  private static byte[] hex(String name) {
    return HexFormat.of().parseHex(new String(resource(name), UTF_8).replaceAll("\\s", ""));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Originals.class.getResourceAsStream("/original/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
