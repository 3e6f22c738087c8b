package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.SelectableField;
import java.util.List;

/**
 * What selectors and paths need of a stored object.
 *
 * @param labels names and values in turn, sorted by name
 * @param fields values of the version's selectable fields in their order; empty text if absent
 */
public record FrozenFields(String namespace, String name, String[] labels, String[] fields) {
  private static final String[] NONE = {};

  /**
   * Reads them without building a tree, and no further than needed.
   *
   * @param value a stored value in canonical JSON, marker included
   * @param version in which it is stored
   * @throws DecodingException if it is malformed
   */
  public static FrozenFields extract(byte[] value, KindVersion version) {
    try {
      return read(value, version);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new DecodingException("the stored value ends too early");
    }
  }

  private static FrozenFields read(byte[] value, KindVersion version) {
    CanonicalScanner scanner = new CanonicalScanner(value, 1 + version.prefix().length);
    String namespace = "";
    String name = "";
    String[] labels = NONE;
    while (scanner.nextMember()) {
      // Members stand in schema order, so that nothing of interest follows these.
      if (scanner.keyBegins('a') || scanner.keyBegins('o') || scanner.keyBegins('f')) {
        break;
      }
      if (scanner.keyIs("name")) {
        name = scanner.text();
      } else if (scanner.keyIs("namespace")) {
        namespace = scanner.text();
      } else if (scanner.keyIs("labels")) {
        labels = scanner.pairs();
        break;
      } else {
        scanner.skip();
      }
    }
    return new FrozenFields(namespace, name, labels, fields(value, version.selectableFields()));
  }

  private static String[] fields(byte[] value, List<SelectableField> selectable) {
    if (selectable.isEmpty()) {
      return NONE;
    }
    String[] fields = new String[selectable.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(value, selectable.get(i).path());
    }
    return fields;
  }

  private static String field(byte[] value, List<String> path) {
    CanonicalScanner scanner = new CanonicalScanner(value, 2);
    int depth = 0;
    while (scanner.nextMember()) {
      if (!scanner.keyIs(path.get(depth))) {
        scanner.skip();
        continue;
      }
      depth++;
      if (depth == path.size()) {
        return scanner.scalar();
      }
      if (!scanner.enter()) {
        return "";
      }
    }
    return "";
  }
}
