package dev.clusterregistry.clusterregistry.rehearsal;

import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Talks to a server as kubectl and controllers do. */
public final class Rehearsal implements AutoCloseable {
  private static final String CLUSTERS = "/apis/clusterregistry.k8s.io/v1alpha1/clusters";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";
  private static final int OBJECTS = 20;
  private static final int ROUNDS = 3;

  private final String url;
  private final String token;
  private final HttpClient http2;
  private final HttpClient http1;

  private Rehearsal(String url, String token, HttpClient http2, HttpClient http1) {
    this.url = url;
    this.token = token;
    this.http2 = http2;
    this.http1 = http1;
  }

  /**
   * @param authority signed the server's certificate
   * @param token of a user who may do everything
   */
  public static Rehearsal with(String url, Path authority, String token) throws IOException {
    SSLContext trusting = trusting(authority);
    return new Rehearsal(
        url,
        token,
        HttpClient.newBuilder().sslContext(trusting).version(Version.HTTP_2).build(),
        HttpClient.newBuilder().sslContext(trusting).version(Version.HTTP_1_1).build());
  }

  /** Creates clusters and leaves them, so that the next start has something to load. */
  public void fill(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      send("POST", CLUSTERS, JSON, object("stays-" + i, "a"));
    }
  }

  /** Some of everything. */
  public void work() throws IOException, InterruptedException {
    for (HttpClient client : List.of(http2, http1)) {
      for (String path : new String[] {"/readyz", "/version", "/metrics", "/openapi/v3"}) {
        get(client, path, JSON);
      }
      get(client, "/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
      get(client, "/apis/clusterregistry.k8s.io/v1alpha1", JSON);
      get(client, "/openapi/v2", JSON);
    }
    HttpResponse<InputStream> watch =
        http2.send(request(CLUSTERS + "?watch=true", JSON).build(), BodyHandlers.ofInputStream());
    for (int i = 0; i < OBJECTS; i++) {
      send("POST", CLUSTERS, JSON, object("cluster-" + i, "a"));
    }
    for (int round = 0; round < ROUNDS; round++) {
      round(CLUSTERS + "/cluster-" + round, object("cluster-" + round, "b"));
    }
    for (int i = 0; i < OBJECTS; i++) {
      send("DELETE", CLUSTERS + "/cluster-" + i, JSON, "");
    }
    watch.body().close();
  }

  private void round(String one, String changed) throws IOException, InterruptedException {
    for (int i = 0; i < OBJECTS; i++) {
      get(http2, CLUSTERS + "/cluster-" + i, JSON);
    }
    send("PUT", one, JSON, changed);
    send("PATCH", one, "application/merge-patch+json", "{\"metadata\":{\"labels\":{\"c\":\"d\"}}}");
    send(
        "PATCH",
        one,
        "application/json-patch+json",
        "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"e\":\"f\"}}]");
    for (HttpClient client : List.of(http2, http1)) {
      get(client, CLUSTERS + "?limit=500", JSON);
      get(client, CLUSTERS + "?limit=500", TABLE);
      get(client, CLUSTERS + "?labelSelector=a%3Db&limit=20", JSON);
      get(client, one, YAML);
      get(client, CLUSTERS + "/missing", JSON);
    }
  }

  @Override
  public void close() {
    http2.close();
    http1.close();
  }

  private static String object(String name, String label) {
    return """
    {"apiVersion":"clusterregistry.k8s.io/v1alpha1","kind":"Cluster",\
    "metadata":{"name":"%s","labels":{"a":"%s"}},\
    "spec":{"kubernetesApiEndpoints":{"serverEndpoints":[\
    {"clientCIDR":"0.0.0.0/0","serverAddress":"100.0.0.1:6443"}]}}}"""
        .formatted(name, label);
  }

  private HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", accept);
  }

  private void get(HttpClient client, String path, String accept)
      throws IOException, InterruptedException {
    client.send(request(path, accept).build(), BodyHandlers.discarding());
  }

  private void send(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    http2.send(
        request(path, JSON)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", CertificateFiles.certificates(authority).getFirst());
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
