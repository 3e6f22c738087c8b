package dev.clusterregistry.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences in the comments of other languages. */
final class Prose {
  private Prose() {}

  /** The text in lines that all begin with the prefix and are at most so wide, if words allow. */
  static String wrapped(String text, String prefix, int width) {
    StringBuilder all = new StringBuilder();
    for (String line : lines(text, width - prefix.length())) {
      all.append(prefix).append(line).append('\n');
    }
    return all.toString();
  }

  private static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** For HTML and Javadoc. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
