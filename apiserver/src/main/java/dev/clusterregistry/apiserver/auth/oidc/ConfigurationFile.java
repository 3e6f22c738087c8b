package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.config.ConfigurationDocument;
import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldErrors;
import dev.clusterregistry.machinery.field.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a file of kind AuthenticationConfiguration, YAML or JSON. */
public final class ConfigurationFile {
  private static final int MOST_ISSUERS = 64;

  private ConfigurationFile() {}

  /**
   * @throws IOException with one line that names everything that is wrong
   */
  public static AuthenticationConfiguration read(byte[] content) throws IOException {
    JsonNode root = ConfigurationDocument.read(content, "AuthenticationConfiguration");
    List<FieldError> errors = new ArrayList<>();
    AuthenticationConfiguration configuration = configuration(root, errors);
    if (!errors.isEmpty()) {
      throw new IOException(FieldErrors.text(errors));
    }
    return configuration;
  }

  private static AuthenticationConfiguration configuration(JsonNode tree, List<FieldError> errors) {
    for (String member : tree.propertyNames()) {
      if (!Set.of("kind", "apiVersion", "jwt", "anonymous").contains(member)) {
        errors.add(FieldError.invalid(FieldPath.of(member), member, "unknown field"));
      }
    }
    List<IssuerSettings> issuers = new ArrayList<>();
    Set<String> urls = new HashSet<>();
    FieldPath path = FieldPath.of("jwt");
    JsonNode list = tree.path("jwt");
    if (list.size() > MOST_ISSUERS) {
      errors.add(FieldError.tooMany(path, list.size(), MOST_ISSUERS));
    }
    for (JsonNode item : list) {
      ConfigurationNode node = new ConfigurationNode(item, path.index(issuers.size()), errors);
      IssuerSettings settings = new IssuerReader(node).read();
      if (!settings.url().isEmpty() && !urls.add(settings.url())) {
        JsonNode url = item.path("issuer").path("url");
        errors.add(FieldError.duplicate(node.path().child("issuer").child("url"), url));
      }
      issuers.add(settings);
    }
    return new AuthenticationConfiguration(
        issuers,
        anonymous(
            new ConfigurationNode(tree.path("anonymous"), FieldPath.of("anonymous"), errors)));
  }

  private static AuthenticationConfiguration.@Nullable Anonymous anonymous(ConfigurationNode node) {
    if (!node.tree().isObject()) {
      return null;
    }
    node.allow("enabled", "conditions");
    boolean enabled = node.tree().path("enabled").asBoolean(false);
    Set<String> paths = new LinkedHashSet<>();
    for (ConfigurationNode condition : node.items("conditions")) {
      condition.allow("path");
      paths.add(condition.text("path"));
    }
    if (!enabled && !paths.isEmpty()) {
      node.invalid(
          "conditions",
          String.join(",", paths),
          "enabled should be set to true when conditions are defined");
    }
    return new AuthenticationConfiguration.Anonymous(enabled, paths);
  }
}
