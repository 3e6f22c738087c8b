package dev.clusterregistry.apiserver.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the fields of one protobuf message out of JSON members; absent ones are left out. */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] toBytes() {
    return out.toByteArray();
  }

  ProtobufWriter text(int number, @Nullable JsonNode value) {
    return value == null ? this : text(number, value.asString());
  }

  ProtobufWriter text(int number, String value) {
    return bytes(number, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A repeated field. */
  ProtobufWriter texts(int number, @Nullable JsonNode values) {
    if (values != null) {
      for (JsonNode value : values) {
        text(number, value);
      }
    }
    return this;
  }

  /** False is left out too, as proto3 has it. */
  ProtobufWriter flag(int number, @Nullable JsonNode value) {
    return value != null && value.asBoolean() ? present(number, true) : this;
  }

  /** A member of a oneof: written even if it is false. */
  ProtobufWriter present(int number, boolean value) {
    varint((number << 3) | VARINT);
    varint(value ? 1 : 0);
    return this;
  }

  ProtobufWriter whole(int number, @Nullable JsonNode value) {
    if (value != null) {
      varint((number << 3) | VARINT);
      varint(value.asLong());
    }
    return this;
  }

  ProtobufWriter real(int number, @Nullable JsonNode value) {
    if (value != null) {
      varint((number << 3) | FIXED64);
      long bits = Double.doubleToLongBits(value.asDouble());
      for (int shift = 0; shift < 64; shift += 8) {
        out.write((int) (bits >>> shift));
      }
    }
    return this;
  }

  ProtobufWriter message(int number, ProtobufWriter message) {
    return bytes(number, message.toBytes());
  }

  private ProtobufWriter bytes(int number, byte[] value) {
    varint((number << 3) | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
