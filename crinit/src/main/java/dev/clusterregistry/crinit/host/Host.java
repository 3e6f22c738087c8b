package dev.clusterregistry.crinit.host;

import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.machinery.json.GoJson;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An API server, as one user of it. */
public final class Host implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MANAGER = "crinit";

  private final HttpClient client;
  private final Sender sender;
  private final String url;

  private Host(HttpClient client, String url) {
    this.client = client;
    sender = new Sender(client, url);
    this.url = url;
  }

  /**
   * The server and user of a kubeconfig's current context.
   *
   * @param kubeconfig YAML, with absolute paths
   */
  public static Host of(String kubeconfig) {
    try {
      Config config =
          new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
              .withRequestRetryBackoffLimit(0)
              .withUserAgent(MANAGER)
              .build();
      return new Host(client(config), config.getMasterUrl().replaceAll("/+$", ""));
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new UnreachableException("the kubeconfig cannot be used: " + e.getMessage(), e);
    }
  }

  /** fabric8 takes the key of a client certificate for an RSA one unless it is told otherwise. */
  private static HttpClient client(Config config) {
    try {
      return new JdkHttpClientFactory().newBuilder(config).build();
    } catch (KubernetesClientException notRsa) {
      Config elliptic = new ConfigBuilder(config).withClientKeyAlgo("EC").build();
      return new JdkHttpClientFactory().newBuilder(elliptic).build();
    }
  }

  public String url() {
    return url;
  }

  public Optional<ObjectNode> get(Reference reference) {
    return read(reference.path());
  }

  /** Any path that answers with JSON; empty if it is not there. */
  public Optional<ObjectNode> read(String path) {
    HttpResponse<String> response = sender.send(request("GET", path, null, null));
    return response.code() == 404 ? Optional.empty() : Optional.of(tree(accepted(response)));
  }

  /** Any path, as text. */
  public String text(String path) {
    return accepted(sender.send(request("GET", path, null, null))).body();
  }

  /**
   * @param namespace null for all
   * @param labels what each of them must have; empty for all
   */
  public List<ObjectNode> list(
      ObjectKind kind, @Nullable String namespace, Map<String, String> labels) {
    List<String> requirements = new ArrayList<>();
    labels.forEach((name, value) -> requirements.add(name + "=" + value));
    return items(kind, namespace, "labelSelector=" + encoded(String.join(",", requirements)));
  }

  /** What has happened to an object lately. */
  public List<ObjectNode> events(String namespace, String name) {
    return items(
        ObjectKind.EVENT, namespace, "fieldSelector=" + encoded("involvedObject.name=" + name));
  }

  private List<ObjectNode> items(ObjectKind kind, @Nullable String namespace, String query) {
    List<ObjectNode> objects = new ArrayList<>();
    read(kind.collection(namespace) + "?" + query)
        .ifPresent(list -> list.path("items").forEach(item -> objects.add((ObjectNode) item)));
    return objects;
  }

  /** Makes the object, or changes it so that it is as given (server-side apply). */
  public ObjectNode apply(KubernetesObject object, boolean dryRun) {
    String path =
        object.reference().path()
            + "?fieldManager="
            + MANAGER
            + "&force=true"
            + (dryRun ? "&dryRun=All" : "");
    // JSON is YAML, too.
    return tree(
        accepted(
            sender.send(request("PATCH", path, "application/apply-patch+yaml", object.tree()))));
  }

  /** False if there was none. */
  public boolean delete(Reference reference) {
    ObjectNode options =
        Json.object("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background");
    HttpResponse<String> response =
        sender.send(request("DELETE", reference.path(), "application/json", options));
    if (response.code() == 404) {
      return false;
    }
    accepted(response);
    return true;
  }

  public ObjectNode post(String path, ObjectNode tree) {
    return tree(accepted(sender.send(request("POST", path, "application/json", tree))));
  }

  private HttpRequest request(
      String method, String path, @Nullable String type, @Nullable ObjectNode body) {
    HttpRequest.Builder request =
        client
            .newHttpRequestBuilder()
            .uri(URI.create(url + path))
            .header("Accept", "application/json, */*")
            .timeout(Sender.PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (body != null && type != null) {
      request.method(method, type, GoJson.text(body));
    }
    return request.build();
  }

  private static HttpResponse<String> accepted(HttpResponse<String> response) {
    if (response.isSuccessful()) {
      return response;
    }
    throw new RefusedException(response.code(), message(response));
  }

  /** Of the Status in the body, or what there is. */
  private static String message(HttpResponse<String> response) {
    String body = response.body() == null ? "" : response.body().strip();
    try {
      String message = Json.text(JSON.readTree(body), "/message");
      if (!message.isEmpty()) {
        return message;
      }
    } catch (JacksonException e) {
      // Then it is a proxy's, and in words of its own.
    }
    return "HTTP "
        + response.code()
        + (body.isEmpty() ? "" : ": " + body.lines().findFirst().orElse(""));
  }

  private static ObjectNode tree(HttpResponse<String> response) {
    try {
      JsonNode tree = JSON.readTree(response.body());
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw new RefusedException(response.code(), "the answer is not a JSON object");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
