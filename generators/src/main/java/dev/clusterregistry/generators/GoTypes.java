package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Go types with the markers that Kubernetes' code generators read; gofmt has still to align them.
 */
final class GoTypes {
  private static final String GENERATED =
      "// Code generated from the registry's schema by hack/update-go-client.sh. DO NOT EDIT.\n\n";

  private static final Pattern ABBREVIATION = Pattern.compile("(Api|^Ca)(?=[A-Z])");

  private final KindVersion version;
  private final Kind kind;
  private final List<Schema> structs;

  GoTypes(KindVersion version) {
    this.version = version;
    this.kind = version.kind();
    this.structs = Structs.of(version);
  }

  /** Sources by the name of their file. */
  Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("doc.go", documentation());
    sources.put("types.go", types());
    return sources;
  }

  private String documentation() {
    return GENERATED
        + """
        // Package %s has the types of %s/%s.
        //
        // +k8s:deepcopy-gen=package
        // +groupName=%s
        package %s
        """
            .formatted(
                version.version(),
                kind.group(),
                version.version(),
                kind.group(),
                version.version());
  }

  private String types() {
    StringBuilder text = new StringBuilder(GENERATED);
    text.append("package ").append(version.version()).append("\n\n");
    text.append("import metav1 \"k8s.io/apimachinery/pkg/apis/meta/v1\"\n\n");
    object(text);
    list(text);
    for (Schema struct : structs) {
      if (struct != version.schema()) {
        struct(text, struct);
      }
    }
    return text.toString();
  }

  private void object(StringBuilder text) {
    text.append("// +genclient\n");
    if (!kind.namespaced()) {
      text.append("// +genclient:nonNamespaced\n");
    }
    if (!version.hasStatus()) {
      text.append("// +genclient:noStatus\n");
    }
    text.append("// +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object\n\n");
    comment(text, kind.kind(), version.schema().description(), "");
    text.append("type ").append(kind.kind()).append(" struct {\n");
    text.append("\tmetav1.TypeMeta `json:\",inline\"`\n");
    text.append("\t// +optional\n\tmetav1.ObjectMeta `json:\"metadata,omitempty\"`\n\n");
    Structs.ownMembers(version).forEach(property -> member(text, property));
    text.append("}\n\n");
  }

  private void list(StringBuilder text) {
    text.append("// +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object\n\n");
    text.append("// ").append(kind.listKind()).append(" is a list of ").append(kind.plural());
    text.append(" at one revision.\ntype ").append(kind.listKind()).append(" struct {\n");
    text.append("\tmetav1.TypeMeta `json:\",inline\"`\n");
    text.append("\t// +optional\n\tmetav1.ListMeta `json:\"metadata,omitempty\"`\n\n");
    text.append("\tItems []").append(kind.kind()).append(" `json:\"items\"`\n}\n\n");
  }

  private void struct(StringBuilder text, Schema struct) {
    comment(text, struct.typeName(), struct.description(), "");
    text.append("type ").append(struct.typeName()).append(" struct {\n");
    struct.properties().forEach(property -> member(text, property));
    text.append("}\n\n");
  }

  /** Go has it that comments begin with the name of what they are about. */
  private static void comment(StringBuilder text, String name, String description, String indent) {
    text.append(Prose.wrapped(name + ": " + description, indent + "// ", 110));
  }

  private void member(StringBuilder text, Property property) {
    Schema schema = property.schema();
    text.append(Prose.wrapped(schema.description(), "\t// ", 110));
    if (!property.required()) {
      text.append("\t// +optional\n");
    }
    if (schema.type() == SchemaType.LIST) {
      text.append("\t// +listType=").append(listType(schema)).append('\n');
      schema.listMapKeys().forEach(key -> text.append("\t// +listMapKey=" + key + "\n"));
    }
    text.append('\t').append(goName(property.name())).append(' ').append(type(schema));
    text.append(" `json:\"").append(property.name());
    if (!property.required()) {
      text.append(isZeroStruct(schema) ? ",omitempty,omitzero" : ",omitempty");
    }
    text.append('"');
    if (schema.patchStrategy() != null) {
      text.append(" patchStrategy:\"").append(schema.patchStrategy()).append('"');
    }
    if (schema.patchMergeKey() != null) {
      text.append(" patchMergeKey:\"").append(schema.patchMergeKey()).append('"');
    }
    text.append("`\n");
  }

  private static String listType(Schema schema) {
    return switch (schema.listType()) {
      case ATOMIC -> "atomic";
      case SET -> "set";
      case MAP -> "map";
    };
  }

  /** Whether Go would write it however empty it is. */
  private boolean isZeroStruct(Schema schema) {
    return schema.type() == SchemaType.TIME
        || (schema.type() == SchemaType.STRUCT && !isShared(schema));
  }

  /** Go writes abbreviations in capitals. */
  private static String goName(String name) {
    return ABBREVIATION
        .matcher(Prose.capitalized(name))
        .replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
  }

  private String type(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> (isShared(schema) ? "*" : "") + schema.typeName();
      case LIST -> "[]" + type(schema.requiredElement());
      case MAP -> "map[string]" + type(schema.requiredElement());
      case STRING -> "string";
      case BYTES -> "[]byte";
      case TIME -> "metav1.Time";
      case INTEGER -> schema.format().equals("int32") ? "int32" : "int64";
      case NUMBER -> "float64";
      case BOOLEAN -> "bool";
      case INT_OR_STRING, ANY -> throw new IllegalArgumentException("no Go type for " + schema);
    };
  }

  /**
   * Whether several members have the struct. Such members are references to something else, which
   * are there or not: pointers, as the original had them. All others are parts of one whole.
   */
  private boolean isShared(Schema schema) {
    return structs.stream()
            .flatMap(struct -> struct.properties().stream())
            .filter(property -> property.schema().typeName().equals(schema.typeName()))
            .count()
        > 1;
  }
}
