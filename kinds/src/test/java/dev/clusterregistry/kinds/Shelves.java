package dev.clusterregistry.kinds;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The kind of the growth test: namespaced, with two versions. */
public final class Shelves {
  private Shelves() {}

  public static Kind kind() {
    try (InputStream yaml =
        Objects.requireNonNull(Shelves.class.getResourceAsStream("shelf.yaml"))) {
      return new KindReader().read("shelf.yaml", yaml.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
