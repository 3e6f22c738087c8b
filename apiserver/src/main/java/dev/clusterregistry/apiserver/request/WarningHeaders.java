package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes warnings as RFC 7234 has it: code 299, no agent, the text quoted. Kubernetes' bounds keep
 * the head of a reply small: 4096 characters of text, and beyond that 256 of each warning.
 */
final class WarningHeaders {
  private static final int TOTAL = 4096;
  private static final int EACH = 256;

  private WarningHeaders() {}

  static List<String> of(List<String> texts) {
    int total = 0;
    for (String text : texts) {
      total += text.length();
    }
    boolean shorten = total > TOTAL;
    List<String> headers = new ArrayList<>(texts.size());
    int written = 0;
    for (String text : texts) {
      String shown = shorten && text.length() > EACH ? text.substring(0, EACH) : text;
      written += shown.length();
      if (written > TOTAL) {
        break;
      }
      headers.add(quoted(shown));
    }
    return headers;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 10).append("299 - \"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        out.append(c < ' ' || c == 0x7f ? ' ' : c);
      }
    }
    return out.append('"').toString();
  }
}
