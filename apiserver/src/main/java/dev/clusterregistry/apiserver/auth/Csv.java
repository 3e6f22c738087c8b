package dev.clusterregistry.apiserver.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them. Empty lines are skipped. */
final class Csv {
  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  static List<List<String>> parse(String text) throws IOException {
    Csv csv = new Csv(text);
    List<List<String>> rows = new ArrayList<>();
    while (csv.at < text.length()) {
      List<String> row = csv.row();
      if (row.size() > 1 || !row.get(0).isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> row() throws IOException {
    List<String> fields = new ArrayList<>(4);
    while (true) {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      if (at >= text.length()) {
        return fields;
      }
      char c = text.charAt(at++);
      if (c == ',') {
        continue;
      }
      if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      return fields;
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() throws IOException {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        throw new IOException("text after a closing quote at character " + at);
      } else {
        return field.toString();
      }
    }
    throw new IOException("a quoted value does not end");
  }
}
