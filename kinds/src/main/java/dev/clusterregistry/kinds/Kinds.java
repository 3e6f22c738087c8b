package dev.clusterregistry.kinds;

import dev.clusterregistry.kinds.cluster.ClusterRules;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.machinery.schema.KindRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The kinds that the registry serves. */
public final class Kinds {
  private Kinds() {}

  /**
   * All of them, read from their resources.
   *
   * @param strictSpec whether what is only suspicious in a spec is refused
   */
  public static List<Kind> all(boolean strictSpec) {
    return List.of(read("cluster.yaml", new ClusterRules(strictSpec)));
  }

  private static Kind read(String resource, KindRules rules) {
    try (InputStream yaml = Kinds.class.getResourceAsStream(resource)) {
      if (yaml == null) {
        throw new IllegalStateException("the resource " + resource + " is not in the jar");
      }
      return new KindReader().read(resource, yaml.readAllBytes()).withRules(rules);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
  }
}
