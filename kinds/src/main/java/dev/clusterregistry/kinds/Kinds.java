package dev.clusterregistry.kinds;

import dev.clusterregistry.kinds.cluster.ClusterRules;
import dev.clusterregistry.kinds.namespace.NamespaceRules;
import dev.clusterregistry.kinds.rbac.BindingRules;
import dev.clusterregistry.kinds.rbac.RoleRules;
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

  /** Read once, by whoever comes first; others wait for it. */
  private static final class Registry {
    static final Kind CLUSTER = read("cluster.yaml", KindRules.NONE);
  }

  /** Apart, for servers that do not have them. */
  private static final class Standalone {
    static final List<Kind> KINDS =
        List.of(
            read("namespace.yaml", new NamespaceRules()),
            read("review/selfsubjectreview.yaml", KindRules.NONE),
            read("review/tokenreview.yaml", KindRules.NONE),
            read("review/localsubjectaccessreview.yaml", KindRules.NONE),
            read("review/selfsubjectaccessreview.yaml", KindRules.NONE),
            read("review/selfsubjectrulesreview.yaml", KindRules.NONE),
            read("review/subjectaccessreview.yaml", KindRules.NONE),
            read("rbac/clusterrolebinding.yaml", new BindingRules(false)),
            read("rbac/clusterrole.yaml", new RoleRules(false)),
            read("rbac/rolebinding.yaml", new BindingRules(true)),
            read("rbac/role.yaml", new RoleRules(true)));
  }

  /** Reads what the other methods answer with: a start can do that beside other work. */
  public static void load() {
    registry(false);
    standalone();
  }

  /**
   * What the registry is for.
   *
   * @param strictSpec whether what is only suspicious in a spec is refused
   */
  public static List<Kind> registry(boolean strictSpec) {
    return List.of(Registry.CLUSTER.withRules(new ClusterRules(strictSpec)));
  }

  /** What a server of its own has beside them: namespaces, roles and bindings, questions. */
  public static List<Kind> standalone() {
    return Standalone.KINDS;
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
