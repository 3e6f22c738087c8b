package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.server.DataFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all token commands have in common. */
final class TokenFlags {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 10;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The server's data folder (default $XDG_STATE_HOME/clusterregistry or"
              + " ~/.local/state/clusterregistry). A server may be running on it.")
  @Nullable Path folder;

  /** The token book's file. */
  Path file() {
    Path path = folder == null ? DataFolder.defaultFolder() : folder.toAbsolutePath().normalize();
    return new DataFolder(path).tokens();
  }

  /** A new id of a token or a key. */
  static String newId() {
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  PrintWriter out() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }

  PrintWriter err() {
    return Objects.requireNonNull(command).commandLine().getErr();
  }
}
