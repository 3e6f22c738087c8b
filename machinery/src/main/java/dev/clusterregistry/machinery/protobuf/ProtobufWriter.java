package dev.clusterregistry.machinery.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes the fields of one protobuf message. The methods that take JSON members leave absent ones
 * out.
 */
public final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int TYPICAL_SIZE = 256;

  private byte[] buffer;
  private int size;

  public ProtobufWriter() {
    this(TYPICAL_SIZE);
  }

  public ProtobufWriter(int expectedSize) {
    buffer = new byte[expectedSize];
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  public ProtobufWriter text(int number, @Nullable JsonNode value) {
    return value == null ? this : text(number, value.asString());
  }

  public ProtobufWriter text(int number, String value) {
    return bytes(number, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A repeated field. */
  public ProtobufWriter texts(int number, @Nullable JsonNode values) {
    if (values != null) {
      for (JsonNode value : values) {
        text(number, value);
      }
    }
    return this;
  }

  /** False is left out too, as proto3 has it. */
  public ProtobufWriter flag(int number, @Nullable JsonNode value) {
    return value != null && value.asBoolean() ? present(number, true) : this;
  }

  /** Written even if it is false. */
  public ProtobufWriter present(int number, boolean value) {
    return whole(number, value ? 1 : 0);
  }

  public ProtobufWriter whole(int number, @Nullable JsonNode value) {
    return value == null ? this : whole(number, value.asLong());
  }

  public ProtobufWriter whole(int number, long value) {
    tag(number, VARINT);
    varint(value);
    return this;
  }

  public ProtobufWriter real(int number, @Nullable JsonNode value) {
    if (value != null) {
      tag(number, FIXED64);
      ensure(Long.BYTES);
      long bits = Double.doubleToLongBits(value.asDouble());
      for (int shift = 0; shift < 64; shift += 8) {
        buffer[size++] = (byte) (bits >>> shift);
      }
    }
    return this;
  }

  public ProtobufWriter message(int number, ProtobufWriter message) {
    return bytes(number, message.buffer, message.size);
  }

  public ProtobufWriter bytes(int number, byte[] value) {
    return bytes(number, value, value.length);
  }

  private ProtobufWriter bytes(int number, byte[] value, int length) {
    head(number, length);
    return append(value, length);
  }

  /** The beginning of a field whose bytes, of the given length, are appended next. */
  public ProtobufWriter head(int number, long length) {
    tag(number, LENGTH_DELIMITED);
    varint(length);
    return this;
  }

  /** Bytes as they are. */
  public ProtobufWriter append(byte[] value) {
    return append(value, value.length);
  }

  private ProtobufWriter append(byte[] value, int length) {
    ensure(length);
    System.arraycopy(value, 0, buffer, size, length);
    size += length;
    return this;
  }

  /**
   * Begins a message inside this one: all that follows, up to {@link #end}.
   *
   * @return what that method wants
   */
  public int begin(int number) {
    tag(number, LENGTH_DELIMITED);
    ensure(1);
    return ++size;
  }

  /** Ends the message that began there. */
  public void end(int begin) {
    int length = size - begin;
    int more = varintSize(length) - 1;
    if (more > 0) {
      ensure(more);
      System.arraycopy(buffer, begin, buffer, begin + more, length);
    }
    size = begin - 1;
    varint(length);
    size += length;
  }

  /** How many bytes a length or another whole number takes. */
  public static int varintSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  private void tag(int number, int wireType) {
    varint((long) number << 3 | wireType);
  }

  private void varint(long value) {
    ensure(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      buffer[size++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    buffer[size++] = (byte) left;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
    }
  }
}
