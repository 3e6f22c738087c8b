package dev.clusterregistry.machinery.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through the fields of one protobuf message. Every method throws {@link
 * MalformedMessageException} where the bytes are none.
 */
public final class ProtobufInput {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int GROUP = 3;
  private static final int END_OF_GROUP = 4;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  /** The bytes from start to end, which is behind the last one. */
  public ProtobufInput(byte[] data, int start, int end) {
    this.data = data;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end. */
  public boolean next() {
    if (at == end) {
      return false;
    }
    long tag = readVarint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (wireType == END_OF_GROUP) {
      throw new MalformedMessageException("proto: wiretype end group for non-group");
    }
    if (field <= 0) {
      throw new MalformedMessageException(
          "proto: illegal tag " + field + " (wire type " + tag + ")");
    }
    return true;
  }

  /** The number of the field, whose value must be taken or skipped now. */
  public int field() {
    return field;
  }

  /** Nothing is left. */
  public boolean isEmpty() {
    return at == end;
  }

  public long varint() {
    expect(VARINT);
    return readVarint();
  }

  public double real() {
    expect(FIXED64);
    int start = at;
    advance(Long.BYTES);
    long bits = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      bits = bits << 8 | (data[start + i] & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  public String text() {
    int start = start();
    return new String(data, start, at - start, StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    int start = start();
    return Arrays.copyOfRange(data, start, at);
  }

  public ProtobufInput message() {
    int start = start();
    return new ProtobufInput(data, start, at);
  }

  /** Passes over the field; whether there was nothing in it: no bytes, or the number zero. */
  boolean skipEmpty() {
    return switch (wireType) {
      case VARINT -> readVarint() == 0;
      case BYTES -> start() == at;
      default -> {
        skip();
        yield false;
      }
    };
  }

  public void skip() {
    int open = 0;
    do {
      switch (wireType) {
        case VARINT -> readVarint();
        case FIXED64 -> advance(Long.BYTES);
        case BYTES -> start();
        case FIXED32 -> advance(Integer.BYTES);
        case GROUP -> open++;
        case END_OF_GROUP -> open--;
        default -> throw new MalformedMessageException("proto: illegal wireType " + wireType);
      }
      if (open > 0) {
        wireType = (int) (readVarint() & 7);
      }
    } while (open > 0);
  }

  /** Passes over the field's bytes and returns where they begin. */
  private int start() {
    expect(BYTES);
    long length = readVarint();
    int start = at;
    advance(length);
    return start;
  }

  private void advance(long bytes) {
    if (bytes < 0) {
      throw new MalformedMessageException("proto: negative length found during unmarshaling");
    }
    if (bytes > end - at) {
      throw new MalformedMessageException("unexpected EOF");
    }
    at += (int) bytes;
  }

  private void expect(int wanted) {
    if (wireType != wanted) {
      throw new MalformedMessageException(
          "proto: wrong wireType = " + wireType + " for field " + field);
    }
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw new MalformedMessageException("unexpected EOF");
      }
      byte next = data[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("proto: integer overflow");
  }
}
