package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds all of a server's data. Private to its user. */
public record DataFolder(Path path) {

  /** In the user's state folder, as the XDG base directory specification says. */
  public static Path defaultFolder() {
    String state = System.getenv("XDG_STATE_HOME");
    Path states =
        state == null || state.isEmpty() ? home().resolve(".local/state") : Path.of(state);
    return states.resolve("clusterregistry").toAbsolutePath().normalize();
  }

  /** As the shell has it; Java itself asks the password file. */
  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /** Makes the folder if it does not exist, and sees to it that nobody else can look into it. */
  static DataFolder open(Path path) {
    try {
      PrivateFile.createFolder(path);
    } catch (FileAlreadyExistsException e) {
      throw new ProgramException("data folder " + path + " is not a folder", e);
    } catch (IOException e) {
      throw new ProgramException(
          "data folder " + path + " cannot be used: " + PrivateFile.reason(e), e);
    }
    if (!Files.isWritable(path)) {
      throw new ProgramException("data folder " + path + " is not writable");
    }
    return new DataFolder(path);
  }

  public Path certificates() {
    return path.resolve("pki");
  }

  public Path adminKubeconfig() {
    return path.resolve("admin.kubeconfig");
  }

  /** The token book; it need not exist. */
  public Path tokens() {
    return path.resolve("tokens.json");
  }
}
