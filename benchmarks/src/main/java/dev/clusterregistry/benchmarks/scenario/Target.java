package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Credentials;
import dev.clusterregistry.benchmarks.load.Request;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server to measure and the objects to measure it with.
 *
 * @param collection the path of the objects' collection
 * @param spec the JSON of an object's spec
 * @param processId of the server, for its CPU time and memory; null if it is not known
 */
public record Target(
    URI server,
    Credentials credentials,
    String collection,
    String apiVersion,
    String kind,
    String spec,
    @Nullable Long processId) {

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String APPLY = "application/apply-patch+yaml";
  private static final int OBJECT_BYTES = 1024;

  /** The kinds that are known by name. */
  public enum Kind {
    /** Ours, and kube-apiserver with the equivalent CRD. */
    CLUSTERS,
    /** The sample API server's. */
    FLUNDERS
  }

  public static Target of(
      Kind kind, URI server, Credentials credentials, @Nullable Long processId) {
    return switch (kind) {
      case CLUSTERS ->
          new Target(
              server,
              credentials,
              "/apis/clusterregistry.k8s.io/v1alpha1/clusters",
              "clusterregistry.k8s.io/v1alpha1",
              "Cluster",
              "{\"kubernetesApiEndpoints\":{\"serverEndpoints\":[{\"clientCIDR\":\"0.0.0.0/0\","
                  + "\"serverAddress\":\"10.0.0.1:443\"}]}}",
              processId);
      case FLUNDERS ->
          new Target(
              server,
              credentials,
              "/apis/wardle.example.com/v1alpha1/namespaces/default/flunders",
              "wardle.example.com/v1alpha1",
              "Flunder",
              "{}",
              processId);
    };
  }

  /** The same server for somebody else. */
  Target as(String token) {
    Credentials other = new Credentials(null, null, null, token);
    return new Target(server, other, collection, apiVersion, kind, spec, processId);
  }

  public static String name(int number) {
    return "bench-" + number;
  }

  public String path(int number) {
    return collection + "/" + name(number);
  }

  /** An object of about 1 KiB; one in a hundred has the label {@code percent=one}. */
  private String object(int number, @Nullable String resourceVersion, String content) {
    String start =
        "{\"apiVersion\":\""
            + apiVersion
            + "\",\"kind\":\""
            + kind
            + "\",\"metadata\":{\"name\":\""
            + name(number)
            + "\",\"labels\":{\"percent\":\""
            + (number % 100 == 0 ? "one" : "rest")
            + "\"}"
            + (resourceVersion == null ? "" : ",\"resourceVersion\":\"" + resourceVersion + "\"")
            + ",\"annotations\":{\"pad\":\""
            + content;
    String end = "\"}},\"spec\":" + spec + "}";
    // uid, creationTimestamp, generation and resourceVersion are added by the server
    int pad = Math.max(1, OBJECT_BYTES - 160 - start.length() - end.length());
    return start + "x".repeat(pad) + end;
  }

  public Request get(int number) {
    return Request.get(path(number));
  }

  public Request create(int number) {
    return Request.of("POST", collection, "application/json", object(number, null, ""));
  }

  /** Replaces an object by one with other content. */
  public Request update(int number, String resourceVersion, String content) {
    String object = object(number, resourceVersion, content);
    return Request.of("PUT", path(number), "application/json", object);
  }

  /** Changes one annotation. */
  public Request patch(int number, String value) {
    String body = "{\"metadata\":{\"annotations\":{\"" + Watchers.MARK + "\":\"" + value + "\"}}}";
    return Request.of("PATCH", path(number), MERGE_PATCH, body);
  }

  /** Applies the object on the server. */
  public Request apply(int number, String content) {
    String configuration = object(number, null, content);
    return Request.of(
        "PATCH", path(number) + "?fieldManager=bench&force=true", APPLY, configuration);
  }

  public Request delete(int number) {
    return Request.delete(path(number));
  }

  public Request list(String query) {
    return Request.get(collection + (query.isEmpty() ? "" : "?" + query));
  }
}
