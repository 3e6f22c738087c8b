package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Java classes for the fabric8 client: one per struct, one for the kind, one for its lists. */
final class JavaModels {
  static final String PACKAGE = "dev.clusterregistry.client.v1alpha1";

  private final KindVersion version;
  private final Kind kind;

  JavaModels(KindVersion version) {
    this.version = version;
    this.kind = version.kind();
  }

  /** Sources by the name of their file. */
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    sources.put("package-info.java", packageInfo());
    sources.put(kind.kind() + ".java", object());
    sources.put(kind.listKind() + ".java", list());
    for (Schema struct : Structs.of(version)) {
      if (struct != version.schema()) {
        sources.put(struct.typeName() + ".java", new JavaModel(struct).source());
      }
    }
    return sources;
  }

  private String packageInfo() {
    return """
        /**
         * %s in version %s, made out of the registry's schema when the client is built. Unknown members
         * are kept, so that an older client loses nothing when it updates what a newer one has written.
         */
        @NullMarked
        package %s;

        import org.jspecify.annotations.NullMarked;
        """
        .formatted(kind.kind(), version.version(), PACKAGE);
  }

  private String object() {
    List<Property> own = Structs.ownMembers(version);
    if (!own.stream().map(Property::name).toList().equals(List.of("spec", "status"))) {
      throw new IllegalArgumentException(kind + " has other members than spec and status: " + own);
    }
    String spec = own.get(0).schema().typeName();
    String status = own.get(1).schema().typeName();
    return """
        package %s;

        import com.fasterxml.jackson.annotation.JsonInclude;
        import io.fabric8.kubernetes.api.model.ObjectMeta;
        import io.fabric8.kubernetes.client.CustomResource;
        import io.fabric8.kubernetes.model.annotation.Group;
        import io.fabric8.kubernetes.model.annotation.Kind;
        import io.fabric8.kubernetes.model.annotation.Plural;
        import io.fabric8.kubernetes.model.annotation.Singular;
        import io.fabric8.kubernetes.model.annotation.Version;
        import javax.annotation.processing.Generated;

        /**
        %s */
        @Generated("dev.clusterregistry.generators")
        @Group("%s")
        @Version("%s")
        @Kind("%s")
        @Plural("%s")
        @Singular("%s")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public final class %s extends CustomResource<%s, %s> {
          private static final long serialVersionUID = 1;

          public %s() {}

          /** One with a name and nothing else yet. */
          public static %s named(String name) {
            ObjectMeta metadata = new ObjectMeta();
            metadata.setName(name);
            %s made = new %s();
            made.setMetadata(metadata);
            return made;
          }

          /** Sets what is wanted and returns this object. */
          public %s withSpec(%s spec) {
            setSpec(spec);
            return this;
          }

          /** Sets what was observed and returns this object. */
          public %s withStatus(%s status) {
            setStatus(status);
            return this;
          }
        }
        """
        .formatted(
            PACKAGE,
            Prose.wrapped(Prose.escaped(version.schema().description()), " * ", 100),
            kind.group(),
            version.version(),
            kind.kind(),
            kind.plural(),
            kind.singular(),
            kind.kind(),
            spec,
            status,
            kind.kind(),
            kind.kind(),
            kind.kind(),
            kind.kind(),
            kind.kind(),
            spec,
            kind.kind(),
            status);
  }

  private String list() {
    return """
        package %s;

        import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
        import javax.annotation.processing.Generated;

        /** Objects of the kind {@link %s}, with the revision at which they were read. */
        @Generated("dev.clusterregistry.generators")
        public final class %s extends DefaultKubernetesResourceList<%s> {
          private static final long serialVersionUID = 1;

          public %s() {}
        }
        """
        .formatted(PACKAGE, kind.kind(), kind.listKind(), kind.kind(), kind.listKind());
  }
}
