package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Protobuf message definitions, with the field numbers that the server encodes with. */
final class ProtobufMessages {
  private static final String META = "k8s.io.apimachinery.pkg.apis.meta.v1.";

  private final KindVersion version;

  ProtobufMessages(KindVersion version) {
    this.version = version;
  }

  String text() {
    Map<String, String> messages = new TreeMap<>();
    Structs.of(version).forEach(struct -> messages.put(struct.typeName(), message(struct)));
    Kind kind = version.kind();
    messages.put(
        kind.listKind(),
        """
        message %s {
          optional %sListMeta metadata = 1;
          repeated %s items = 2;
        }
        """
            .formatted(kind.listKind(), META, kind.kind()));
    return """
        // What clusters look like in application/vnd.kubernetes.protobuf, made by hack/update-api.sh out of the schema that
        // the server encodes with. Objects stand in Kubernetes' envelope: the bytes 6b 38 73 00 and a runtime.Unknown.
        syntax = "proto2";

        package k8s.io.cluster_registry.pkg.apis.clusterregistry.v1alpha1;

        import "k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto";
        """
        + messages.values().stream().reduce("", (all, message) -> all + "\n" + message);
  }

  private static String message(Schema struct) {
    StringBuilder text = new StringBuilder("message " + struct.typeName() + " {\n");
    for (Property property : struct.numbered()) {
      text.append("  ").append(type(property.schema())).append(' ').append(property.name());
      text.append(" = ").append(property.protobufNumber()).append(";\n");
    }
    return text.append("}\n").toString();
  }

  private static String type(Schema schema) {
    return switch (schema.type()) {
      case LIST -> "repeated " + value(schema.requiredElement());
      case MAP -> "map<string, " + value(schema.requiredElement()) + ">";
      default -> "optional " + value(schema);
    };
  }

  private static String value(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> schema.builtIn() ? META + schema.typeName() : schema.typeName();
      case TIME -> META + "Time";
      case INTEGER -> schema.format().equals("int32") ? "int32" : "int64";
      case BOOLEAN -> "bool";
      case NUMBER -> "double";
      case STRING, BYTES -> schema.type().name().toLowerCase(Locale.ROOT);
      case LIST, MAP, INT_OR_STRING, ANY -> throw new IllegalArgumentException("" + schema);
    };
  }
}
