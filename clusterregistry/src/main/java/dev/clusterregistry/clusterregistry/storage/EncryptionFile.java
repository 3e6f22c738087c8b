package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import dev.clusterregistry.store.encryption.Seals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A file of Kubernetes' kind EncryptionConfiguration (apiserver.config.k8s.io/v1), or of its
 * predecessor EncryptionConfig (v1), that the first cluster registry read. Its rules are
 * Kubernetes', and so are its errors; secrets are in none of them.
 */
public final class EncryptionFile {
  private static final Logger LOG = LoggerFactory.getLogger(EncryptionFile.class);
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private EncryptionFile() {}

  /**
   * @throws ProgramException with one line that names the file
   */
  public static Seals read(Path file) {
    warnOfOthers(file);
    return parse(file, content(file));
  }

  /**
   * @throws ProgramException if it cannot be read
   */
  static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ProgramException(
          "the encryption configuration cannot be read: " + PrivateFile.reason(e), e);
    }
  }

  static void warnOfOthers(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (OTHERS.stream().anyMatch(permissions::contains)) {
        LOG.warn("{} holds keys, and not only its owner has access to it: chmod 600", file);
      }
    } catch (IOException e) {
      LOG.debug("the mode of {} is not known", file, e); // reading it says what is wrong
    }
  }

  /**
   * @throws ProgramException with one line that names the file
   */
  static Seals parse(Path file, byte[] content) {
    List<FieldError> errors = new ArrayList<>();
    List<Seals.Rule> rules = new ArrayList<>();
    try {
      YamlReader.Document document = YamlReader.read(content);
      if (!document.duplicates().isEmpty()) {
        throw invalid(file, document.duplicates().getFirst());
      }
      JsonNode root = document.tree();
      requireKind(file, root);
      ConfigurationNode top = new ConfigurationNode(root, FieldPath.of("configuration"), errors);
      top.allow("apiVersion", "kind", "resources");
      List<ConfigurationNode> resources = top.items("resources");
      if (resources.isEmpty()) {
        top.required("resources", "at least one entry is needed");
      }
      ResourceRules reader = new ResourceRules();
      for (ConfigurationNode entry : resources) {
        Seals.Rule rule = reader.read(entry);
        if (rule != null) {
          rules.add(rule);
        }
      }
    } catch (YamlException e) {
      throw invalid(file, "it is not valid YAML"); // the text could show a secret
    }
    if (!errors.isEmpty()) {
      throw invalid(file, errors.getFirst().text());
    }
    return new Seals(rules);
  }

  private static void requireKind(Path file, JsonNode root) {
    String type = root.path("apiVersion").asString("") + " " + root.path("kind").asString("");
    if (!type.equals("apiserver.config.k8s.io/v1 EncryptionConfiguration")
        && !type.equals("v1 EncryptionConfig")) {
      throw invalid(
          file, "kind must be EncryptionConfiguration, and apiVersion apiserver.config.k8s.io/v1");
    }
  }

  private static ProgramException invalid(Path file, String why) {
    return new ProgramException("the encryption configuration " + file + " is not valid: " + why);
  }
}
