package dev.clusterregistry.apiserver.http;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/** Header names and values between our strings (Unicode) and the wire (bytes, UTF-8 as in Go). */
final class HeaderText {
  private static final int KNOWN_NAMES = 256;
  private static final int LONGEST_KNOWN = 64;
  private static final ConcurrentHashMap<String, AsciiString> LOWER = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, AsciiString> VALUES = new ConcurrentHashMap<>();

  private HeaderText() {}

  /** The name as HTTP/2 wants it. */
  static AsciiString lowerName(String name) {
    AsciiString known = LOWER.get(name);
    if (known == null) {
      known = new AsciiString(name).toLowerCase();
      if (LOWER.size() < KNOWN_NAMES) {
        LOWER.put(name, known);
      }
    }
    return known;
  }

  /** A value as HTTP/2 wants it; those that come again and again are made once. */
  static AsciiString field(AsciiString lowerName, String value) {
    if (Http2Replies.changesEachTime(lowerName, value)) {
      return ascii(outgoing(value));
    }
    AsciiString known = VALUES.get(value);
    if (known == null) {
      known = ascii(outgoing(value));
      if (VALUES.size() < KNOWN_NAMES && value.length() <= LONGEST_KNOWN) {
        VALUES.put(value, known);
      }
    }
    return known;
  }

  private static AsciiString ascii(CharSequence text) {
    return text instanceof AsciiString bytes ? bytes : new AsciiString(text);
  }

  /** The value for the wire; what would end the line becomes a space, as in Go. */
  static CharSequence outgoing(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return cleaned(value);
      }
    }
    return value;
  }

  private static AsciiString cleaned(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\t') || b == 127) {
        bytes[i] = ' ';
      }
    }
    return new AsciiString(bytes, false);
  }

  /** A value that was received: its bytes are UTF-8 if they are not ASCII. */
  static String incoming(CharSequence value) {
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  /** False if the value would end its line, or the whole head, where heads are lines. */
  static boolean clean(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127) {
        return false;
      }
    }
    return true;
  }

  static boolean isNumber(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** As methods and names must be (RFC 9110, 5.6.2). */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** True if the comma-separated header has the token. */
  static boolean hasToken(Headers headers, String name, String token) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase(name) && listHasToken(headers.value(i), token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean listHasToken(String list, String token) {
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      if (list.substring(from, end).strip().equalsIgnoreCase(token)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }
}
