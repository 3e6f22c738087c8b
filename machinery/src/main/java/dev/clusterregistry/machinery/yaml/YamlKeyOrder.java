package dev.clusterregistry.machinery.yaml;

import java.util.Comparator;

/** The order in which Go's YAML library prints keys: letters last, runs of digits by value. */
final class YamlKeyOrder implements Comparator<String> {
  static final YamlKeyOrder INSTANCE = new YamlKeyOrder();

  private YamlKeyOrder() {}

  @Override
  public int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    boolean digits = false;
    for (int i = 0; i < a.length && i < b.length; i++) {
      if (a[i] == b[i]) {
        digits = Character.isDigit(a[i]);
        continue;
      }
      boolean letterA = Character.isLetter(a[i]);
      boolean letterB = Character.isLetter(b[i]);
      if (letterA && letterB) {
        return Integer.compare(a[i], b[i]);
      }
      if (letterA || letterB) {
        return letterA == digits ? -1 : 1;
      }
      return compareDigits(a, b, i);
    }
    return Integer.compare(a.length, b.length);
  }

  private static int compareDigits(int[] a, int[] b, int from) {
    int start = from;
    while (start > 0 && Character.isDigit(a[start - 1])) {
      start--;
    }
    boolean significant = false;
    for (int i = start; i < from; i++) {
      significant |= a[i] != '0';
    }
    boolean zero = a[from] == '0' || b[from] == '0';
    long seed = zero && significant ? 1 : 0;
    int endA = endOfDigits(a, from);
    int endB = endOfDigits(b, from);
    long numberA = number(a, from, endA, seed);
    long numberB = number(b, from, endB, seed);
    if (numberA != numberB) {
      return Long.compare(numberA, numberB);
    }
    return endA != endB ? Integer.compare(endA, endB) : Integer.compare(a[from], b[from]);
  }

  private static int endOfDigits(int[] runes, int from) {
    int end = from;
    while (end < runes.length && Character.isDigit(runes[end])) {
      end++;
    }
    return end;
  }

  private static long number(int[] runes, int from, int end, long seed) {
    long number = seed;
    for (int i = from; i < end; i++) {
      number = number * 10 + (runes[i] - '0');
    }
    return number;
  }
}
