package dev.clusterregistry.clusterregistry.namespace;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.local.Background;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All about namespaces that works inside a server. */
public final class NamespaceExtension implements CacheListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceExtension.class);

  private final Inside inside;
  private final CachedResource namespaces;
  private final NamespaceLifecycle lifecycle;
  private final Background cleaner;
  private @Nullable Snapshot seen; // of the feed's thread

  public NamespaceExtension(Inside inside) {
    this.inside = inside;
    namespaces = Namespaces.cached(inside);
    lifecycle = new NamespaceLifecycle(inside);
    cleaner =
        new Background(
            "namespace-cleaner", new NamespaceCleaner(inside, InstantSource.system())::run);
    inside.cache().listen(this);
  }

  public Admission admission() {
    return lifecycle;
  }

  /** Makes the namespaces that must be there; goes on with what was begun before the last stop. */
  public void start() {
    for (String name : Namespaces.INITIAL) {
      if (inside.cache().current(namespaces).get(Namespaces.key(namespaces, name)) == null) {
        create(name);
      }
    }
    cleaner.start();
    cleaner.poke();
  }

  private void create(String name) {
    String json =
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
    try {
      inside.client().send("POST", Namespaces.PATH, json.getBytes(StandardCharsets.UTF_8));
    } catch (StatusException e) {
      LOG.warn("the namespace {} cannot be made: {}", name, e.status().message());
    }
  }

  @Override
  public void applied() {
    Snapshot before = seen;
    Snapshot now = inside.cache().current(namespaces);
    seen = now;
    if (before == null || !now.sameObjectsAs(before)) {
      cleaner.poke();
    }
  }

  @Override
  public void reset() {
    cleaner.poke();
  }

  @Override
  public void historyLoaded() {}

  @Override
  public void close() {
    cleaner.close();
  }
}
