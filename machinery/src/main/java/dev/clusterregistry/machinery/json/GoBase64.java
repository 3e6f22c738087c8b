package dev.clusterregistry.machinery.json;

import java.util.Base64;

/** Base64 without padding in the alphabet of URLs, refused in the words of Go's decoder. */
public final class GoBase64 {
  private static final int GROUP = 4;

  private GoBase64() {}

  /**
   * @throws IllegalArgumentException with Go's text, which names the first wrong byte
   */
  public static byte[] decodeUrl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        throw illegal(i);
      }
    }
    if (text.length() % GROUP == 1) {
      throw illegal(text.length() - 1);
    }
    return Base64.getUrlDecoder().decode(text);
  }

  private static boolean isDigit(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private static IllegalArgumentException illegal(int at) {
    return new IllegalArgumentException("illegal base64 data at input byte " + at);
  }
}
