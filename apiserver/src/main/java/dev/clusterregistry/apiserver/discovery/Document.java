package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document that never changes; its plain JSON is made once, other forms when they are asked for.
 */
final class Document {
  private final ObjectNode tree;
  private final byte[] json;

  Document(ObjectNode tree) {
    this.tree = tree;
    this.json = line(JsonPrinter.compact(tree));
  }

  byte[] json() {
    return json;
  }

  Reply.Full reply(Format format, boolean pretty) {
    return reply(format, pretty, format.contentType());
  }

  Reply.Full reply(Format format, boolean pretty, String contentType) {
    byte[] body =
        switch (format) {
          case JSON -> pretty ? line(JsonPrinter.pretty(JsonPrinter.compact(tree))) : json;
          case YAML -> YamlPrinter.print(tree);
          case PROTOBUF -> Envelope.of(tree, MetaSchemas.document(tree.path("kind").stringValue()));
        };
    return new Reply.Full(200, Headers.of("Content-Type", contentType), body);
  }

  private static byte[] line(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
