package dev.clusterregistry.machinery.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Steps through the fields of one protobuf message. */
final class ProtobufInput {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  ProtobufInput(byte[] data, int start, int end) {
    this.data = data;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = readVarint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    return true;
  }

  /** The number of the field, whose value must be taken or skipped now. */
  int field() {
    return field;
  }

  long varint() {
    expect(VARINT);
    return readVarint();
  }

  String text() {
    int start = start();
    return new String(data, start, at - start, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    int start = start();
    return Arrays.copyOfRange(data, start, at);
  }

  ProtobufInput message() {
    int start = start();
    return new ProtobufInput(data, start, at);
  }

  /** Everything that is left, as text. */
  String rest() {
    return new String(data, at, end - at, StandardCharsets.UTF_8);
  }

  void skip() {
    switch (wireType) {
      case VARINT -> readVarint();
      case FIXED64 -> advance(Long.BYTES);
      case BYTES -> start();
      case FIXED32 -> advance(Integer.BYTES);
      default -> throw new DecodingException("proto: illegal wireType " + wireType);
    }
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
    if (bytes < 0 || bytes > end - at) {
      throw new DecodingException("unexpected EOF");
    }
    at += (int) bytes;
  }

  private void expect(int wanted) {
    if (wireType != wanted) {
      throw new DecodingException("proto: wrong wireType = " + wireType + " for field " + field);
    }
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw new DecodingException("unexpected EOF");
      }
      byte next = data[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DecodingException("proto: integer overflow");
  }
}
