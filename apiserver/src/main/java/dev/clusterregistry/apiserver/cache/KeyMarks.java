package dev.clusterregistry.apiserver.cache;

/**
 * The first characters in which the keys of a node differ, side by side in memory: a lookup finds
 * its place in them without loading a string for each comparison. Immutable.
 */
final class KeyMarks {
  private static final int MARK_CHARACTERS = 8;
  private static final int ASCII_END = 0x7f;

  private final String prefix;
  private final long[] marks;

  private KeyMarks(String prefix, long[] marks) {
    this.prefix = prefix;
    this.marks = marks;
  }

  static KeyMarks of(Node node) {
    int width = node.width();
    String prefix = width == 0 ? "" : commonPrefix(node.key(0), node.key(width - 1));
    long[] marks = new long[width];
    for (int i = 0; i < width; i++) {
      marks[i] = mark(node.key(i), prefix.length());
    }
    return new KeyMarks(prefix, marks);
  }

  /**
   * The first index whose key is not below the given one, or the node's width; -1 if the key does
   * not begin as those of the node do.
   */
  int ceiling(Node node, String key) {
    if (!key.startsWith(prefix)) {
      return -1;
    }
    long mark = mark(key, prefix.length());
    int low = 0;
    int high = marks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks[middle] < mark) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < marks.length && marks[low] == mark && node.key(low).compareTo(key) < 0) {
      low++;
    }
    return low;
  }

  private static String commonPrefix(String first, String last) {
    int length = Math.min(first.length(), last.length());
    int same = 0;
    while (same < length && first.charAt(same) == last.charAt(same)) {
      same++;
    }
    return first.substring(0, same);
  }

  /** Ordered as the keys are: those are ASCII; what is not sorts after all of them. */
  private static long mark(String key, int from) {
    int until = Math.min(key.length(), from + MARK_CHARACTERS);
    long mark = 0;
    for (int i = from; i < until; i++) {
      mark = (mark << 8) | Math.min(key.charAt(i), ASCII_END);
    }
    return mark << (8 * (MARK_CHARACTERS - Math.max(0, until - from)));
  }
}
