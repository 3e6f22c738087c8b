package dev.clusterregistry.apiserver.resource.served;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is served, by group, version and plural name. Immutable. */
public final class ServedResources {
  private final List<CachedResource> cached = new ArrayList<>();
  private final Map<Name, ServedResource> byName = new HashMap<>();

  private final List<ServedResource> namespaced = new ArrayList<>();

  private record Name(String group, String version, String plural) {}

  public ServedResources(List<Kind> kinds) {
    for (Kind kind : kinds) {
      if (!kind.options().stored()) {
        continue;
      }
      CachedResource resource =
          new CachedResource(
              kind.resourceName(),
              "/" + kind.group() + "/" + kind.plural() + "/",
              new KindFreezer(kind));
      cached.add(resource);
      for (KindVersion version : kind.servedVersions()) {
        ServedResource served = new ServedResource(version, resource);
        byName.put(new Name(kind.group(), version.version(), kind.plural()), served);
        if (kind.namespaced() && version == kind.servedVersions().get(0)) {
          namespaced.add(served);
        }
      }
    }
  }

  /** What the watch cache has to hold. */
  public List<CachedResource> cached() {
    return List.copyOf(cached);
  }

  /** What lives in namespaces, each in its preferred version. */
  public List<ServedResource> namespaced() {
    return List.copyOf(namespaced);
  }

  public @Nullable ServedResource find(String group, String version, String plural) {
    return byName.get(new Name(group, version, plural));
  }
}
