package dev.clusterregistry.apiserver.webhook;

import dev.clusterregistry.apiserver.http.PemFiles;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A kubeconfig file, as far as it says where a webhook is: the current context's cluster and user.
 * What cannot be done, such as running a program for credentials, is refused.
 */
public final class Kubeconfig {
  private final Path file;
  private final JsonNode root;

  private Kubeconfig(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * @throws IOException with one line, without secrets
   */
  public static WebhookTarget read(Path file) throws IOException {
    return read(file, null);
  }

  /**
   * @param context the context to use instead of the current one; null for that
   * @throws IOException with one line, without secrets
   */
  public static WebhookTarget read(Path file, @Nullable String context) throws IOException {
    JsonNode root;
    try {
      root = YamlReader.read(Files.readAllBytes(file)).tree();
    } catch (YamlException e) {
      throw new IOException(file + " is not valid YAML");
    }
    String current = root.path("current-context").asString("");
    return new Kubeconfig(file, root).target(context == null ? current : context);
  }

  private WebhookTarget target(String contextName) throws IOException {
    JsonNode context = named("contexts", contextName, "context");
    JsonNode cluster = named("clusters", context.path("cluster").asString(""), "cluster");
    String userName = context.path("user").asString("");
    JsonNode user = userName.isEmpty() ? root.path("none") : named("users", userName, "user");
    refuse(cluster, "tls-server-name", "proxy-url");
    refuse(user, "exec", "auth-provider", "as");
    byte[] authorities = content(cluster, "certificate-authority");
    byte[] certificate = content(user, "client-certificate");
    byte[] key = content(user, "client-key");
    if ((certificate == null) != (key == null)) {
      throw new IOException(file + ": client-certificate and client-key go together");
    }
    List<X509Certificate> chain =
        certificate == null ? List.of() : PemFiles.certificates(file.toString(), certificate);
    PrivateKey privateKey = key == null ? null : PemFiles.privateKey(file.toString(), key);
    return new WebhookTarget(
        url(cluster),
        authorities == null ? List.of() : PemFiles.certificates(file.toString(), authorities),
        cluster.path("insecure-skip-tls-verify").asBoolean(false),
        chain,
        privateKey,
        authorization(user),
        tokenFile(user));
  }

  private JsonNode named(String list, String name, String what) throws IOException {
    for (JsonNode each : root.path(list)) {
      if (!name.isEmpty() && each.path("name").asString("").equals(name)) {
        return each.path(what);
      }
    }
    throw new IOException(
        file + (name.isEmpty() ? ": names no " + what : ": has no " + what + " named " + name));
  }

  private void refuse(JsonNode node, String... members) throws IOException {
    for (String member : members) {
      if (!node.path(member).isMissingNode()) {
        throw new IOException(file + ": " + member + " is not supported");
      }
    }
  }

  private URI url(JsonNode cluster) throws IOException {
    String server = cluster.path("server").asString("");
    try {
      URI url = new URI(server);
      boolean known = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (known && url.getHost() != null) {
        return url.getRawPath().isEmpty() ? url.resolve("/") : url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IOException(file + ": server must be a URL such as https://localhost:8443/review");
  }

  /** The member's file, or its content in base64 under the name with -data. */
  private byte @Nullable [] content(JsonNode node, String member) throws IOException {
    String data = node.path(member + "-data").asString("");
    if (!data.isEmpty()) {
      try {
        return Base64.getMimeDecoder().decode(data);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + member + "-data is not base64");
      }
    }
    Path named = path(node, member);
    return named == null ? null : Files.readAllBytes(named);
  }

  private @Nullable String authorization(JsonNode user) {
    String token = user.path("token").asString("");
    if (!token.isEmpty()) {
      return "Bearer " + token;
    }
    String name = user.path("username").asString("");
    if (name.isEmpty()) {
      return null;
    }
    String both = name + ":" + user.path("password").asString("");
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Path tokenFile(JsonNode user) {
    return path(user, "tokenFile");
  }

  /** Relative to the kubeconfig file, as kubectl has it. */
  private @Nullable Path path(JsonNode node, String member) {
    String text = node.path(member).asString("");
    return text.isEmpty() ? null : file.toAbsolutePath().resolveSibling(text);
  }
}
