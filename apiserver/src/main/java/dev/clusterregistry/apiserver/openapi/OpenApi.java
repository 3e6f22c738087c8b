package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.machinery.schema.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI endpoints. The documents are made when the first of them is asked for, on a virtual
 * thread: nothing else at start needs them.
 */
public final class OpenApi {

  /** All documents, ready to be sent. */
  record Published(
      PublishedDocument v2, PublishedDocument v3Root, Map<String, PublishedDocument> v3) {}

  private final OpenApiDocuments documents;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Published published;

  public OpenApi(List<Kind> kinds, String productVersion, InstantSource clock) {
    this.documents = new OpenApiDocuments(kinds, productVersion);
    this.clock = clock;
  }

  /** The endpoints of single paths. */
  public Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    endpoints.put("/openapi/v2", new V2Endpoint(this));
    endpoints.put("/openapi/v3", new V3RootEndpoint(this));
    endpoints.put("/openapi/v3/", new V3RootEndpoint(this));
    return endpoints;
  }

  /** The endpoint of all paths below {@code /openapi/v3/}. */
  public Endpoint below() {
    return new V3Endpoint(this, clock);
  }

  Published published(Call call) {
    Published ready = published;
    if (ready != null) {
      return ready;
    }
    call.request().blocking();
    return made();
  }

  /** Makes the documents, unless they are there. Takes a while the first time. */
  public void prepare() {
    made();
  }

  private Published made() {
    lock.lock();
    try {
      Published ready = published;
      if (ready == null) {
        ready = publish();
        published = ready;
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }

  private Published publish() {
    TreeMap<String, PublishedDocument> v3 = new TreeMap<>();
    Instant now = clock.instant();
    documents
        .v3()
        .forEach((path, tree) -> v3.put(path, new PublishedDocument(tree, Gnostic.V3, now)));
    return new Published(
        new PublishedDocument(documents.v2(), Gnostic.V2, now),
        new PublishedDocument(V3RootEndpoint.root(v3), Gnostic.V3, now),
        Map.copyOf(v3));
  }
}
