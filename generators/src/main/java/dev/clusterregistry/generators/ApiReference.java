package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Column;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Limits;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people read about a version of a kind. */
final class ApiReference {
  private final KindVersion version;
  private final Kind kind;
  private final String example;

  ApiReference(KindVersion version, String example) {
    this.version = version;
    this.kind = version.kind();
    this.example = example;
  }

  String page(Markup markup) {
    markup.heading(1, kind.kind() + ", " + version.apiVersion());
    markup.paragraph(version.schema().description());
    markup.paragraph(
        "This page is made by `hack/update-api.sh` out of the schema that the server works with. The same is in"
            + " `api/` as OpenAPI 2 and 3, as message definitions, and as a CustomResourceDefinition; a server"
            + " publishes it under `/openapi`, and `kubectl explain "
            + kind.plural()
            + " --recursive` shows it.");
    markup.heading(2, "Example");
    markup.code("yaml", example);
    operations(markup);
    members(markup);
    columns(markup);
    return markup.page();
  }

  private void operations(Markup markup) {
    String all =
        "/apis/" + version.apiVersion() + (kind.namespaced() ? "/namespaces/NAMESPACE/" : "/");
    String path = all + kind.plural();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Verb", "Request"));
    for (String verb : kind.options().verbs()) {
      rows.add(List.of(verb, "`" + request(verb, path) + "`"));
    }
    version
        .subresources()
        .forEach(
            sub ->
                sub.verbs()
                    .forEach(
                        verb ->
                            rows.add(
                                List.of(
                                    verb + " of the " + sub.path(),
                                    "`" + request(verb, path) + "/" + sub.path() + "`"))));
    markup.heading(2, "Operations");
    markup.table(rows);
    markup.paragraph(
        "A patch is a JSON patch, a merge patch, a strategic merge patch or an apply configuration, by its"
            + " `Content-Type`. All verbs and their parameters are those of Kubernetes.");
  }

  private static String request(String verb, String path) {
    return switch (verb) {
      case "create" -> "POST " + path;
      case "delete" -> "DELETE " + path + "/NAME";
      case "deletecollection" -> "DELETE " + path;
      case "get" -> "GET " + path + "/NAME";
      case "list" -> "GET " + path;
      case "patch" -> "PATCH " + path + "/NAME";
      case "update" -> "PUT " + path + "/NAME";
      case "watch" -> "GET " + path + "?watch=true";
      default -> throw new IllegalArgumentException("no request for the verb " + verb);
    };
  }

  private void members(Markup markup) {
    for (Schema struct : Structs.of(version)) {
      markup.heading(2, struct.typeName().isEmpty() ? kind.kind() : struct.typeName());
      if (struct != version.schema()) {
        markup.paragraph(struct.description());
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("Member", "Type", "Description", "Rules"));
      for (Property property : struct.properties()) {
        rows.add(
            List.of(
                "`" + property.name() + "`",
                type(property.schema()),
                property.schema().description(),
                String.join("; ", rules(property))));
      }
      markup.table(rows);
    }
  }

  private static String type(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> schema.typeName();
      case LIST -> "list of " + type(schema.requiredElement());
      case MAP -> "map of " + type(schema.requiredElement());
      case STRING -> "string";
      case BYTES -> "base64";
      case TIME -> "time (RFC 3339)";
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case INT_OR_STRING -> "integer or string";
      case ANY -> "anything";
    };
  }

  private static List<String> rules(Property property) {
    Schema schema = property.schema();
    List<String> rules = new ArrayList<>();
    if (property.required()) {
      rules.add("required");
    }
    if (schema.defaultValue() != null) {
      rules.add("default `" + schema.defaultValue() + "`");
    }
    if (schema.listType() == ListType.MAP) {
      rules.add("apply merges items by `" + String.join("`, `", schema.listMapKeys()) + "`");
    } else if (schema.element() != null && schema.atomic()) {
      rules.add("apply replaces it as a whole");
    }
    if (schema.patchMergeKey() != null) {
      rules.add("strategic merge key `" + schema.patchMergeKey() + "`");
    }
    limits(rules, schema.limits());
    if (property.protobufNumber() > 0) {
      rules.add("protobuf field " + property.protobufNumber());
    }
    return rules;
  }

  private static void limits(List<String> rules, Limits limits) {
    if (!limits.enumeration().isEmpty()) {
      rules.add("one of " + limits.enumeration());
    }
    add(rules, "minimum ", limits.minimum());
    add(rules, "maximum ", limits.maximum());
    add(rules, "minimum length ", limits.minLength());
    add(rules, "maximum length ", limits.maxLength());
    add(rules, "minimum items ", limits.minItems());
    add(rules, "maximum items ", limits.maxItems());
    add(rules, "pattern ", limits.pattern());
  }

  private static void add(List<String> rules, String what, @Nullable Object limit) {
    if (limit != null) {
      rules.add(what + "`" + limit + "`");
    }
  }

  private void columns(Markup markup) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Column", "Shown", "Description"));
    for (Column column : version.columns()) {
      rows.add(
          List.of(
              column.name(),
              column.priority() == 0 ? "always" : "with `-o wide`",
              column.description()));
    }
    markup.heading(2, "Columns of kubectl get");
    markup.table(rows);
  }
}
