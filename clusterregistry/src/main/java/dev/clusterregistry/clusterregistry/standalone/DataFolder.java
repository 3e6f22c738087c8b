package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all of a server's data. Private to its user. */
public record DataFolder(Path path) {

  /** In the user's state folder, as the XDG base directory specification says. */
  public static Path defaultFolder() {
    String state = System.getenv("XDG_STATE_HOME");
    Path states =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return states.resolve("clusterregistry").toAbsolutePath().normalize();
  }

  /** Makes the folder if it does not exist, and sees to it that nobody else can look into it. */
  static DataFolder open(Path path) {
    createPrivate(path);
    if (!Files.isWritable(path)) {
      throw new ProgramException("data folder " + path + " is not writable");
    }
    return new DataFolder(path);
  }

  /** A folder with mode 0700, parents included where they are missing. */
  public static void createPrivate(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
          .equals("rwx------")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new ProgramException("data folder " + folder + " is not a folder", e);
    } catch (AccessDeniedException e) {
      throw new ProgramException(
          "data folder " + folder + " cannot be used: permission denied at " + e.getFile(), e);
    } catch (FileSystemException e) {
      throw new ProgramException(
          "data folder " + folder + " cannot be used: " + e.getReason() + " at " + e.getFile(), e);
    } catch (IOException e) {
      throw new ProgramException("data folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  Path certificates() {
    return path.resolve("pki");
  }

  Path adminKubeconfig() {
    return path.resolve("admin.kubeconfig");
  }
}
