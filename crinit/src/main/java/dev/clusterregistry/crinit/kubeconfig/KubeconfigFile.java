package dev.clusterregistry.crinit.kubeconfig;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One kubeconfig file, read and written whole. */
final class KubeconfigFile {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private KubeconfigFile() {}

  /** An empty kubeconfig if there is no such file. */
  static ObjectNode read(Path file) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Json.object("apiVersion", "v1", "kind", "Config");
    } catch (IOException e) {
      throw new CrinitException("kubeconfig " + file + " cannot be read: " + reason(e), e);
    }
    return parse(file, text);
  }

  private static ObjectNode parse(Path file, byte[] text) {
    try {
      JsonNode tree = YamlReader.read(text).tree();
      if (tree.isNull()) {
        return Json.object("apiVersion", "v1", "kind", "Config");
      }
      if (tree instanceof ObjectNode object && listsAreLists(object)) {
        return object;
      }
    } catch (YamlException e) {
      throw malformed(file, String.valueOf(e.getMessage()));
    }
    throw malformed(file, "clusters, users and contexts must be lists in one mapping");
  }

  private static boolean listsAreLists(ObjectNode object) {
    return List.of("clusters", "users", "contexts").stream()
        .map(object::path)
        .allMatch(list -> list.isArray() || list.isMissingNode() || list.isNull());
  }

  private static CrinitException malformed(Path file, String why) {
    return new CrinitException(
        "kubeconfig " + file + " is malformed and has been left as it is: " + why);
  }

  /** Replaces the file in one step, durably; its mode stays, links to it stay links. */
  static void write(Path file, ObjectNode tree) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path folder = target.getParent();
      Files.createDirectories(folder);
      Set<PosixFilePermission> mode =
          Files.exists(target) ? Files.getPosixFilePermissions(target) : PRIVATE;
      if (Files.exists(target) && !Files.isWritable(target)) {
        throw new AccessDeniedException(target.toString());
      }
      Path draft =
          Files.createTempFile(
              folder,
              "." + target.getFileName(),
              ".new",
              PosixFilePermissions.asFileAttribute(PRIVATE));
      try {
        put(draft, YamlPrinter.print(tree));
        Files.setPosixFilePermissions(draft, mode);
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new CrinitException(
          "kubeconfig "
              + file
              + " cannot be written: "
              + reason(e)
              + "; make it writable, or name another with --kubeconfig, and run again",
          e);
    }
  }

  private static void put(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  static String reason(IOException problem) {
    return switch (problem) {
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case FileSystemException other ->
          (other.getReason() == null ? "not possible" : other.getReason()) + ": " + other.getFile();
      default -> String.valueOf(problem.getMessage());
    };
  }
}
