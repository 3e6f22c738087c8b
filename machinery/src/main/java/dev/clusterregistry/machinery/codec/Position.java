package dev.clusterregistry.machinery.codec;

import java.util.Arrays;

/** Where a walk is in the document. Cheap to move, rendered only for a problem. */
final class Position {
  private static final int INDEX = 0;
  private static final int FIELD = 1;
  private static final int KEY = 2;

  private String[] names = new String[16];
  private int[] indexes = new int[16];
  private byte[] kinds = new byte[16];
  private int depth;

  void enterField(String name) {
    push(name, 0, FIELD);
  }

  void enterKey(String name) {
    push(name, 0, KEY);
  }

  void enterIndex(int index) {
    push("", index, INDEX);
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  private void push(String name, int index, int kind) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
      kinds = Arrays.copyOf(kinds, depth * 2);
    }
    names[depth] = name;
    indexes[depth] = index;
    kinds[depth] = (byte) kind;
    depth++;
  }

  /** The full path, such as spec.list[0].name. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (kinds[i] == INDEX) {
        path.append('[').append(indexes[i]).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(names[i]);
      }
    }
    return path.toString();
  }

  /** Only the names of declared fields, as they stand in Go's decoding errors. */
  String fields() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (kinds[i] == FIELD) {
        path.append(path.isEmpty() ? "" : ".").append(names[i]);
      }
    }
    return path.toString();
  }
}
