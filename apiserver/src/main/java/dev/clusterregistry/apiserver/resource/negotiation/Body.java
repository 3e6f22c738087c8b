package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** Writes compact JSON out in the format that was negotiated. */
public final class Body {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Body() {}

  /** The body for an object whose transformation, if any, is already done. */
  public static byte[] of(byte[] json, Representation form) {
    return switch (form.format()) {
      case JSON -> form.pretty() ? JsonPrinter.pretty(json) : withNewline(json);
      case YAML -> YamlPrinter.print(MAPPER.readTree(json));
    };
  }

  private static byte[] withNewline(byte[] json) {
    byte[] body = Arrays.copyOf(json, json.length + 1);
    body[json.length] = '\n';
    return body;
  }
}
