package dev.clusterregistry.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published message definitions, made out of the schema that the server encodes with. */
class MessageDefinitionsTest {
  private static final String META = "k8s.io.apimachinery.pkg.apis.meta.v1.";
  private static final Path PUBLISHED = Path.of("../api/clusterregistry.v1alpha1.proto");
  private static final Path MADE = Path.of("target/clusterregistry.v1alpha1.proto");

  private final Map<String, String> messages = new TreeMap<>();

  @Test
  void thePublishedDefinitionsAreThoseOfTheSchema() throws IOException {
    KindVersion cluster = Kinds.registry(false).get(0).storageVersion();
    add(cluster.schema());
    messages.put(
        "ClusterList",
        "message ClusterList {\n  optional "
            + META
            + "ListMeta metadata = 1;\n  repeated Cluster items = 2;\n}\n");
    String text =
        """
        // What clusters look like in application/vnd.kubernetes.protobuf. Checked against the server's schema by
        // MessageDefinitionsTest. Objects stand in Kubernetes' envelope: the bytes 6b 38 73 00 and a runtime.Unknown.
        syntax = "proto2";

        package k8s.io.cluster_registry.pkg.apis.clusterregistry.v1alpha1;

        import "k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto";
        """
            + messages.values().stream().reduce("", (all, message) -> all + "\n" + message);
    Files.createDirectories(MADE.toAbsolutePath().getParent());
    Files.writeString(MADE, text);
    assertThat(Files.readString(PUBLISHED)).as("copy %s if this is meant", MADE).isEqualTo(text);
  }

  private void add(Schema struct) {
    StringBuilder text = new StringBuilder("message " + struct.typeName() + " {\n");
    for (Property property : struct.numbered()) {
      text.append("  ").append(type(property.schema())).append(' ').append(property.name());
      text.append(" = ").append(property.protobufNumber()).append(";\n");
    }
    messages.put(struct.typeName(), text.append("}\n").toString());
  }

  private String type(Schema schema) {
    return switch (schema.type()) {
      case LIST -> "repeated " + value(schema.requiredElement());
      case MAP -> "map<string, " + value(schema.requiredElement()) + ">";
      default -> "optional " + value(schema);
    };
  }

  private String value(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> {
        if (schema.builtIn()) {
          yield META + schema.typeName();
        }
        add(schema);
        yield schema.typeName();
      }
      case TIME -> META + "Time";
      case INTEGER -> schema.format().equals("int32") ? "int32" : "int64";
      case BOOLEAN -> "bool";
      case NUMBER -> "double";
      case STRING, BYTES -> schema.type().name().toLowerCase(Locale.ROOT);
      case LIST, MAP, INT_OR_STRING, ANY -> throw new IllegalArgumentException("" + schema);
    };
  }
}
