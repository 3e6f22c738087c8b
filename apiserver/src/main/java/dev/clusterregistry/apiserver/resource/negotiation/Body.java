package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** Writes out what there is as compact JSON, in the format that was negotiated. */
public final class Body {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Body() {}

  /**
   * The body for an object whose transformation, if any, is already done.
   *
   * @param schema of the object
   */
  public static byte[] of(byte[] json, Schema schema, Representation form) {
    return form.format() == Format.PROTOBUF
        ? Envelope.of(MAPPER.readTree(json), schema)
        : text(json, form);
  }

  /** The same for a format that is text. */
  public static byte[] text(byte[] json, Representation form) {
    return switch (form.format()) {
      case JSON -> form.pretty() ? JsonPrinter.pretty(json) : withNewline(json);
      case YAML -> YamlPrinter.print(MAPPER.readTree(json));
      case PROTOBUF -> throw new IllegalArgumentException("protobuf is no text");
    };
  }

  private static byte[] withNewline(byte[] json) {
    byte[] body = Arrays.copyOf(json, json.length + 1);
    body[json.length] = '\n';
    return body;
  }
}
