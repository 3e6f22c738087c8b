package dev.clusterregistry.apiserver.request;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Undoes percent-encoding. Bytes that are not UTF-8 become the replacement character. */
public final class PercentDecoding {
  private PercentDecoding() {}

  /** Null if an escape is broken. */
  public static @Nullable String path(String text) {
    return text.indexOf('%') < 0 ? text : decode(text, 0, text.length(), false);
  }

  /** As {@link #path}, and a plus sign is a space. */
  static @Nullable String query(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+') {
        return decode(text, start, end, true);
      }
    }
    return text.substring(start, end);
  }

  private static @Nullable String decode(String text, int start, int end, boolean plusIsSpace) {
    byte[] raw = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '+' && plusIsSpace) {
        raw[length++] = ' ';
      } else if (b == '%') {
        int value = i + 2 < raw.length ? hex(raw[i + 1]) << 4 | hex(raw[i + 2]) : -1;
        if (value < 0) {
          return null;
        }
        raw[length++] = (byte) value;
        i += 2;
      } else {
        raw[length++] = b;
      }
    }
    return new String(raw, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
