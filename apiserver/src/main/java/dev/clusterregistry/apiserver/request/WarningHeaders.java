package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes warnings as RFC 7234 has it: code 299, no agent, the text quoted. Kubernetes' bounds keep
 * the head of a reply small: once all that came before makes more than 4096 characters, each
 * warning is cut at 256, and after 4096 characters of that no more are written.
 */
final class WarningHeaders {
  private static final int TOTAL = 4096;
  private static final int EACH = 256;

  private WarningHeaders() {}

  static List<String> of(List<String> texts) {
    List<String> shown = texts.stream().filter(WarningHeaders::isPlain).toList();
    int passing = passing(shown);
    List<String> headers = new ArrayList<>(shown.size());
    int written = 0;
    for (int i = 0; i < shown.size(); i++) {
      String text = shown.get(i);
      if (passing < shown.size()) {
        // What passes the bound is written again with all before it, however much that is.
        if (i > passing && written >= TOTAL) {
          break;
        }
        text = cut(text);
        written += length(text);
      }
      headers.add(quoted(text));
    }
    return headers;
  }

  /** The index of the warning with which they are too much; how many there are if none is. */
  private static int passing(List<String> texts) {
    int total = 0;
    for (int i = 0; i < texts.size(); i++) {
      total += length(texts.get(i));
      if (total > TOTAL) {
        return i;
      }
    }
    return texts.size();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text) {
    return length(text) <= EACH ? text : text.substring(0, text.offsetByCodePoints(0, EACH));
  }

  /** A header cannot hold control characters; Kubernetes leaves out such warnings. */
  private static boolean isPlain(String text) {
    return !text.isEmpty() && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static String quoted(String text) {
    return "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
