package dev.clusterregistry.testing;

import dev.clusterregistry.apiserver.ApiServer;
import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.auth.AlwaysAllowAuthorizer;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A registry for tests: clusters, and any further kinds, served over TLS by the API server that the
 * product has, to one user who may do everything. All is gone when it is closed.
 *
 * <p>Most tests get it by {@link WithRegistry}.
 */
public final class TestRegistry implements AutoCloseable {
  private static final String VERSION = "testing";

  private final MemoryStore store = new MemoryStore();
  private final TestFiles files;
  private final ApiServer server;
  private final ClusterRegistryClient client;

  /** One that serves clusters. */
  public static TestRegistry start() {
    return start(List.of());
  }

  /**
   * One that serves further kinds beside clusters.
   *
   * @param kinds CustomResourceDefinitions of apiextensions.k8s.io/v1, one document each, as YAML
   *     or JSON
   * @throws dev.clusterregistry.machinery.schema.InvalidKindException if one is none, or its schema
   *     is not structural, naming the place and what was expected
   */
  public static TestRegistry start(List<String> kinds) {
    List<Kind> served = new ArrayList<>(Kinds.registry(false));
    for (String yaml : kinds) {
      Kind kind = new KindReader().read("kind", yaml.getBytes(StandardCharsets.UTF_8));
      if (served.stream().anyMatch(other -> other.resourceName().equals(kind.resourceName()))) {
        throw new IllegalArgumentException(kind.resourceName() + " is served already");
      }
      served.add(kind);
    }
    try {
      return new TestRegistry(served);
    } catch (IOException e) {
      throw new UncheckedIOException("a registry for tests cannot start: " + e.getMessage(), e);
    }
  }

  private TestRegistry(List<Kind> kinds) throws IOException {
    files = TestFiles.make();
    OneUser user = new OneUser();
    HttpOptions http =
        HttpOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsOptions.of(files.certificate(), files.privateKey())
                    .withEngine(TlsOptions.Engine.JDK))
            .withLoops(1);
    server =
        new ApiServer(
            ApiServerOptions.of(
                    kinds,
                    store,
                    http,
                    user.authenticator(),
                    ServerVersion.of(VERSION, "unknown", "clean", "1970-01-01T00:00:00Z"))
                .withAuthorizer(new AlwaysAllowAuthorizer()));
    server.start();
    files.writeKubeconfig(url(), user.token());
    client = ClusterRegistryClient.fromKubeconfig(kubeconfig());
  }

  /** Where it is, such as https://127.0.0.1:40123. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  /** Access for any program that takes a kubeconfig; only its owner can read it. */
  public Path kubeconfig() {
    return files.kubeconfig();
  }

  /** A client that is closed with the registry. */
  public ClusterRegistryClient client() {
    return client;
  }

  /**
   * Forgets all changes so far, as a server does after some minutes: watches that begin before get
   * 410 Gone, as soon as the changes have also left the server's memory.
   */
  public void compact() {
    store.compact(store.head());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    store.close();
    files.delete();
  }
}
