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
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties namespaces that are to go: deletes what is in them, kind by kind, and lets them go when
 * nothing is left. Objects with finalizers keep their namespace until they are gone.
 */
final class NamespaceCleaner {
  private static final String KUBERNETES = "kubernetes";
  private static final byte[] NOTHING = new byte[0];

  private final WatchCache cache;
  private final CachedResource namespaces;
  private final List<ServedResource> contents;
  private final LocalClient client;
  private final ObjectDecoder decoder = new ObjectDecoder();

  NamespaceCleaner(Inside inside) {
    cache = inside.cache();
    namespaces = Namespaces.cached(inside);
    contents = inside.resources().namespaced();
    client = inside.client();
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
    if (!removeFinalizer(tree)) {
      return true; // the rest is others' business
    }
    for (ServedResource resource : contents) {
      if (count(resource, namespace.name()) > 0) {
        client.send("DELETE", path(resource, namespace.name()), NOTHING);
      }
    }
    for (ServedResource resource : contents) {
      if (count(resource, namespace.name()) > 0) {
        return false;
      }
    }
    return finalize(namespace.name(), tree);
  }

  private int count(ServedResource resource, String namespace) {
    Snapshot snapshot = cache.fresh(resource.cached(), Patience.ENDLESS);
    return snapshot == null ? 1 : snapshot.count(resource.range(namespace));
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

  private static boolean removeFinalizer(ObjectNode namespace) {
    JsonNode finalizers = namespace.path("spec").path("finalizers");
    List<String> others = new ArrayList<>();
    finalizers.forEach(finalizer -> others.add(finalizer.asString("")));
    boolean there = others.remove(KUBERNETES);
    others.forEach(namespace.withObject("spec").putArray("finalizers")::add);
    return there;
  }

  private boolean finalize(String name, ObjectNode tree) {
    try {
      client.send(
          "PUT",
          Namespaces.PATH + "/" + name + "/finalize",
          tree.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (StatusException e) {
      return false; // changed meanwhile: look again
    }
  }
}
