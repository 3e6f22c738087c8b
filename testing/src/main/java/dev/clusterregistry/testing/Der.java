package dev.clusterregistry.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** As much of DER (X.690) as a certificate needs. */
final class Der {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... members) {
    return tagged(0x30, members);
  }

  static byte[] set(byte[]... members) {
    return tagged(0x31, members);
  }

  static byte[] explicit(int number, byte[] value) {
    return tagged(0xa0 | number, value);
  }

  static byte[] implicit(int number, byte[] value) {
    return tagged(0x80 | number, value);
  }

  static byte[] integer(int value) {
    return tagged(0x02, BigInteger.valueOf(value).toByteArray());
  }

  static byte[] positive(byte[] value) {
    return tagged(0x02, new BigInteger(1, value).toByteArray());
  }

  static byte[] bool(boolean value) {
    return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
  }

  static byte[] octets(byte[] value) {
    return tagged(0x04, value);
  }

  static byte[] bits(byte[] value) {
    return tagged(0x03, new byte[] {0}, value);
  }

  static byte[] text(String value) {
    return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
  }

  /** UTCTime, which ends with the year 2049. */
  static byte[] time(Instant value) {
    return tagged(0x17, TIME.format(value).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] object(int... numbers) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(numbers[0] * 40 + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if ((numbers[i] >> shift) != 0) {
          value.write(((numbers[i] >> shift) & 0x7f) | 0x80);
        }
      }
      value.write(numbers[i] & 0x7f);
    }
    return tagged(0x06, value.toByteArray());
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length & 0xff);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
