package dev.clusterregistry.machinery.protobuf;

import dev.clusterregistry.machinery.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kubernetes puts around an object's message: four bytes by which it is recognised, and the
 * message runtime.Unknown, which names the type.
 *
 * @param apiVersion empty if it is not named
 * @param kind empty if it is not named
 * @param message the object's
 */
public record Envelope(String apiVersion, String kind, ProtobufInput message) {
  /** An encoding and a content type, both empty. */
  private static final byte[] TAIL = {3 << 3 | 2, 0, 4 << 3 | 2, 0};

  static final byte[] MAGIC = {'k', '8', 's', 0};
  static final int ROOM = 128;

  /**
   * @throws MalformedMessageException in Kubernetes' words
   */
  public static Envelope open(byte[] body) {
    if (body.length == 0) {
      throw new MalformedMessageException("empty data");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (body.length <= i || body[i] != MAGIC[i]) {
        throw new MalformedMessageException(
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115"
                + " 0]");
      }
    }
    if (body.length == MAGIC.length) {
      throw new MalformedMessageException("empty body");
    }
    return read(new ProtobufInput(body, MAGIC.length, body.length));
  }

  private static Envelope read(ProtobufInput unknown) {
    String apiVersion = "";
    String kind = "";
    ProtobufInput message = new ProtobufInput(TAIL, 0, 0);
    while (unknown.next()) {
      switch (unknown.field()) {
        case 1 -> {
          ProtobufInput type = unknown.message();
          while (type.next()) {
            switch (type.field()) {
              case 1 -> apiVersion = type.text();
              case 2 -> kind = type.text();
              default -> type.skip();
            }
          }
        }
        case 2 -> message = unknown.message();
        default -> unknown.skip();
      }
    }
    return new Envelope(apiVersion, kind, message);
  }

  /**
   * The object as its JSON would give it, kind and apiVersion included where they are named.
   *
   * @throws MalformedMessageException if the message is none of the schema
   */
  public ObjectNode tree(Schema schema) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (!kind.isEmpty()) {
      tree.put("kind", kind);
    }
    if (!apiVersion.isEmpty()) {
      tree.put("apiVersion", apiVersion);
    }
    MessageReader.read(message, schema, tree);
    return tree;
  }

  /** What stands before a message of the given length; {@link #tail} stands behind it. */
  public static byte[] head(String apiVersion, String kind, long length) {
    ProtobufWriter out = new ProtobufWriter(ROOM).append(MAGIC);
    int begin = out.begin(1);
    out.text(1, apiVersion).text(2, kind).end(begin);
    return out.head(2, length).toBytes();
  }

  /** What stands behind the message. */
  public static byte[] tail() {
    return TAIL.clone();
  }

  /** An object that names its own type, in an envelope. */
  public static byte[] of(JsonNode tree, Schema schema) {
    MessageType type =
        new MessageType(
            tree.path("apiVersion").asString(""), tree.path("kind").asString(""), schema);
    return type.enveloped(MessageWriter.write(tree, schema, ROOM));
  }
}
