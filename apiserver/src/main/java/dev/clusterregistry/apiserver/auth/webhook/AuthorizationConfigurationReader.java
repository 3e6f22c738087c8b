package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.config.ConfigurationDocument;
import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Configured;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Hook;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldErrors;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.validation.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a file of kind AuthorizationConfiguration, with Kubernetes' checks and texts. */
public final class AuthorizationConfigurationReader {
  private static final String WEBHOOK = "Webhook";

  private final List<String> types;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> seenTypes = new HashSet<>();
  private final Set<String> seenNames = new HashSet<>();

  private AuthorizationConfigurationReader(List<String> types) {
    this.types = types;
  }

  /**
   * @param types that may be named, in the order of the alphabet
   * @throws IOException with one line that names everything that is wrong
   */
  public static AuthorizationConfiguration read(byte[] content, List<String> types)
      throws IOException {
    JsonNode root = ConfigurationDocument.read(content, "AuthorizationConfiguration");
    return new AuthorizationConfigurationReader(types).read(root);
  }

  private AuthorizationConfiguration read(JsonNode root) throws IOException {
    FieldPath path = FieldPath.of("authorizers");
    for (String member : root.propertyNames()) {
      if (!Set.of("kind", "apiVersion", "authorizers").contains(member)) {
        errors.add(FieldError.invalid(FieldPath.of(member), member, "unknown field"));
      }
    }
    JsonNode list = root.path("authorizers");
    if (list.isEmpty()) {
      errors.add(FieldError.required(path, "at least one authorization mode must be defined"));
    }
    List<Configured> all = new ArrayList<>();
    int index = 0;
    for (JsonNode item : list) {
      Configured configured = authorizer(new ConfigurationNode(item, path.index(index++), errors));
      if (configured != null) {
        all.add(configured);
      }
    }
    if (!errors.isEmpty()) {
      throw new IOException(FieldErrors.text(errors));
    }
    return new AuthorizationConfiguration(List.copyOf(all));
  }

  /** Null if it is wrong. */
  private @Nullable Configured authorizer(ConfigurationNode node) {
    node.allow("type", "name", "webhook");
    String type = node.text("type");
    if (type.isEmpty()) {
      node.required("type", "");
      return null;
    }
    FieldPath path = node.path().child("type");
    if (!types.contains(type)) {
      errors.add(FieldError.notSupported(path, type, types));
      return null;
    }
    if (!seenTypes.add(type) && !type.equals(WEBHOOK)) {
      errors.add(FieldError.duplicate(path, node.tree().path("type")));
      return null;
    }
    String name = name(node);
    if (!type.equals(WEBHOOK)) {
      if (node.has("webhook")) {
        node.invalid("webhook", "non-null", "may only be specified when type=Webhook");
      }
      return new Configured(type, name, null);
    }
    if (!node.has("webhook")) {
      node.required("webhook", "required when type=Webhook");
      return null;
    }
    Hook hook = new WebhookReader(node, node.child("webhook")).read();
    return hook == null ? null : new Configured(type, name, hook);
  }

  private String name(ConfigurationNode node) {
    String name = node.text("name");
    if (name.isEmpty()) {
      node.required("name", "");
    } else if (!seenNames.add(name)) {
      errors.add(FieldError.duplicate(node.path().child("name"), node.tree().path("name")));
    } else {
      List<String> problems = Names.subdomain(name);
      if (!problems.isEmpty()) {
        node.invalid("name", name, "authorizer name is invalid: " + String.join(", ", problems));
      }
    }
    return name;
  }
}
