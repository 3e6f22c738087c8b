package dev.clusterregistry.clusterregistry.namespace;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Walk;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.apiserver.local.LocalClient;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties namespaces that are to go: deletes what is in them, kind by kind, says in their status
 * what is left, and lets them go when nothing is. Objects with finalizers keep their namespace
 * until they are gone.
 */
final class NamespaceCleaner {
  private static final String KUBERNETES = "kubernetes";
  private static final byte[] NOTHING = new byte[0];

  private final WatchCache cache;
  private final CachedResource namespaces;
  private final List<ServedResource> contents;
  private final LocalClient client;
  private final InstantSource clock;
  private final ObjectDecoder decoder = new ObjectDecoder();

  NamespaceCleaner(Inside inside, InstantSource clock) {
    cache = inside.cache();
    namespaces = Namespaces.cached(inside);
    contents = inside.resources().namespaced();
    client = inside.client();
    this.clock = clock;
  }

  /** One pass over all namespaces; whether none is waiting for its contents to go. */
  boolean run() {
    boolean done = true;
    for (Frozen namespace : terminating()) {
      done &= clean(namespace);
    }
    return done;
  }

  private List<Frozen> terminating() {
    List<Frozen> found = new ArrayList<>();
    Walk walk = cache.current(namespaces).walk(KeyRange.ALL);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen namespace = walk.leaf().item(i);
        if (Namespaces.terminating(namespace)) {
          found.add(namespace);
        }
      }
    }
    return found;
  }

  private boolean clean(Frozen namespace) {
    ObjectNode tree = decoder.parse(namespace.json(), 0, namespace.json().length);
    if (!mine(tree)) {
      return true; // the rest is others' business
    }
    Remains remains = empty(namespace.name());
    if (DeletionConditions.update(tree, remains, clock.instant())) {
      send(namespace.name(), "status", tree);
      return false; // the next pass starts from what was written
    }
    if (!remains.nothing()) {
      return false;
    }
    removeFinalizer(tree);
    return send(namespace.name(), "finalize", tree);
  }

  /** Deletes what can be deleted, and answers with the rest. */
  private Remains empty(String namespace) {
    Remains remains = new Remains();
    for (ServedResource resource : contents) {
      if (objects(resource, namespace).count(resource.range(namespace)) > 0) {
        try {
          client.send("DELETE", path(resource, namespace), NOTHING);
        } catch (StatusException e) {
          remains.addFailure(e.status().message());
        }
      }
    }
    for (ServedResource resource : contents) {
      count(resource, namespace, remains);
    }
    return remains;
  }

  private Snapshot objects(ServedResource resource, String namespace) {
    Snapshot snapshot = cache.fresh(resource.cached(), Patience.ENDLESS);
    if (snapshot == null) {
      throw new IllegalStateException("the contents of " + namespace + " are not known yet");
    }
    return snapshot;
  }

  private void count(ServedResource resource, String namespace, Remains remains) {
    Snapshot snapshot = objects(resource, namespace);
    KeyRange range = resource.range(namespace);
    String name = resource.kind().plural() + "." + resource.kind().group();
    remains.add(name, snapshot.count(range));
    Walk walk = snapshot.walk(range);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        byte[] json = walk.leaf().item(i).json();
        JsonNode finalizers =
            decoder.parse(json, 0, json.length).path("metadata").path("finalizers");
        finalizers.forEach(finalizer -> remains.addFinalizer(finalizer.asString("")));
      }
    }
  }

  private static String path(ServedResource resource, String namespace) {
    String root = resource.kind().group().isEmpty() ? "/api/" : "/apis/";
    return root
        + resource.version().apiVersion()
        + "/namespaces/"
        + namespace
        + "/"
        + resource.kind().plural();
  }

  private static boolean mine(ObjectNode namespace) {
    for (JsonNode finalizer : namespace.path("spec").path("finalizers")) {
      if (finalizer.asString("").equals(KUBERNETES)) {
        return true;
      }
    }
    return false;
  }

  private static void removeFinalizer(ObjectNode namespace) {
    List<String> others = new ArrayList<>();
    for (JsonNode finalizer : namespace.path("spec").path("finalizers")) {
      others.add(finalizer.asString(""));
    }
    others.remove(KUBERNETES);
    others.forEach(namespace.withObject("spec").putArray("finalizers")::add);
  }

  /** Whether it could be written; if not, it has changed meanwhile: look again. */
  private boolean send(String name, String subresource, ObjectNode tree) {
    try {
      client.send(
          "PUT",
          Namespaces.PATH + "/" + name + "/" + subresource,
          tree.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (StatusException e) {
      return false;
    }
  }
}
