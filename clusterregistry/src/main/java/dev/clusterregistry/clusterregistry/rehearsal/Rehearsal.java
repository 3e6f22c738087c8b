package dev.clusterregistry.clusterregistry.rehearsal;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import dev.clusterregistry.clusterregistry.standalone.StandaloneServer;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Talks to the server as kubectl and controllers do. */
public final class Rehearsal {
  private static final String TOKEN = "rehearsal";
  private static final String CLUSTERS = "/apis/clusterregistry.k8s.io/v1alpha1/clusters";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";
  private static final int OBJECTS = 200;
  private static final int ROUNDS = 20;

  private final String url;
  private final HttpClient client;

  private Rehearsal(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /** Makes the file of the one user who is needed. */
  public static Path tokens(Path folder) throws IOException {
    Path file = folder.resolve("tokens.csv");
    PrivateFile.write(
        file, (TOKEN + ",rehearsal,1,\"system:masters\"\n").getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  /** The settings must name a token file made by {@link #tokens}. */
  public static void run(StandaloneSettings settings) {
    Path authority = settings.data().folder().resolve("pki/ca.crt");
    StandaloneServer.run(
        settings,
        url -> {
          try (HttpClient client =
              HttpClient.newBuilder().sslContext(trusting(authority)).build()) {
            new Rehearsal(url, client).work();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void work() throws IOException, InterruptedException {
    for (String path : new String[] {"/version", "/readyz", "/metrics", "/openapi/v3"}) {
      get(path, JSON);
    }
    get("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    get("/apis/clusterregistry.k8s.io/v1alpha1", JSON);
    get("/openapi/v2", JSON);
    HttpResponse<InputStream> watch =
        client.send(request(CLUSTERS + "?watch=true", JSON).build(), BodyHandlers.ofInputStream());
    for (int i = 0; i < OBJECTS; i++) {
      send("POST", CLUSTERS, JSON, object(i, "a"));
    }
    for (int round = 0; round < ROUNDS; round++) {
      String one = CLUSTERS + "/cluster-" + round;
      for (int i = 0; i < OBJECTS; i++) {
        get(CLUSTERS + "/cluster-" + i, JSON);
      }
      send("PUT", one, JSON, object(round, "b"));
      send(
          "PATCH",
          one,
          "application/merge-patch+json",
          "{\"metadata\":{\"labels\":{\"c\":\"d\"}}}");
      send(
          "PATCH",
          one,
          "application/json-patch+json",
          "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"e\":\"f\"}}]");
      get(CLUSTERS, JSON);
      get(CLUSTERS, TABLE);
      get(CLUSTERS + "?labelSelector=a%3Db&limit=20", JSON);
      get(one, YAML);
      get(CLUSTERS + "/missing", JSON);
    }
    for (int i = 0; i < OBJECTS; i++) {
      send("DELETE", CLUSTERS + "/cluster-" + i, JSON, "");
    }
    watch.body().close();
  }

  private static String object(int number, String label) {
    return """
    {"apiVersion":"clusterregistry.k8s.io/v1alpha1","kind":"Cluster",\
    "metadata":{"name":"cluster-%d","labels":{"a":"%s"}},\
    "spec":{"kubernetesApiEndpoints":{"serverEndpoints":[\
    {"clientCIDR":"0.0.0.0/0","serverAddress":"100.0.0.1:6443"}]}}}"""
        .formatted(number, label);
  }

  private HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Accept", accept);
  }

  private void get(String path, String accept) throws IOException, InterruptedException {
    client.send(request(path, accept).build(), BodyHandlers.discarding());
  }

  private void send(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    client.send(
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
