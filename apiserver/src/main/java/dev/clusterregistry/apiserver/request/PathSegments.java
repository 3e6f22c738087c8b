package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;

/** Splits without regular expressions. */
final class PathSegments {
  private PathSegments() {}

  /** The segments of a path; slashes at both ends do not count. */
  static List<String> split(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return start == end ? List.of() : split(path.substring(start, end), '/');
  }

  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>(6);
    int start = 0;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, start)) {
      parts.add(text.substring(start, i));
      start = i + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
