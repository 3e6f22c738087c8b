package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.machinery.schema.InvalidKindException;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kind that the settings name. */
final class KindFile {
  private KindFile() {}

  static Kind read(Path file) {
    try {
      return new KindReader().read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ProgramException("kind file cannot be read: " + PrivateFile.reason(e), e);
    } catch (InvalidKindException e) {
      throw new ProgramException("kind file " + e.getMessage(), e);
    }
  }
}
