package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.resource.negotiation.Body;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.protobuf.MessageWriter;
import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a list is laid out, so that it can be written item by item.
 *
 * @param head up to the first item
 * @param tail behind the last item
 * @param indent of the items
 */
public record ListLayout(byte[] head, byte[] tail, Indent indent) {
  private static final byte[] COMMA = JsonBytes.utf8(",");
  private static final byte[] COMMA_AND_LINE = JsonBytes.utf8(",\n    ");
  private static final byte[] NOTHING = {};
  private static final int TYPICAL_METADATA = 64;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What is done to an item's compact JSON. */
  public enum Indent {
    COMPACT,
    PRETTY,
    YAML
  }

  /**
   * The layout of a list in protobuf, whose head tells how long the whole is.
   *
   * @param itemBytes of all items together
   */
  public static ListLayout messages(ListForm list, ListMeta meta, long itemBytes) {
    byte[] metadata = MessageWriter.write(meta.toTree(), MetaSchemas.LIST_META, TYPICAL_METADATA);
    byte[] field = new ProtobufWriter(TYPICAL_METADATA).bytes(1, metadata).toBytes();
    byte[] envelope = Envelope.head(list.apiVersion(), list.listKind(), field.length + itemBytes);
    byte[] head = Arrays.copyOf(envelope, envelope.length + field.length);
    System.arraycopy(field, 0, head, envelope.length, field.length);
    return new ListLayout(head, Envelope.tail(), Indent.COMPACT);
  }

  /** The whole text of a list without items. */
  public static byte[] empty(ListForm list, ListMeta meta, Representation form) {
    if (form.format() == Format.PROTOBUF) {
      ListLayout layout = messages(list, meta, 0);
      return JsonBytes.join(layout.head(), NOTHING, 0, 0, layout.tail());
    }
    return Body.text(list.empty(meta), form);
  }

  /** The layout of a list with at least one item. */
  public static ListLayout of(ListForm list, ListMeta meta, Representation form) {
    byte[] compact = list.empty(meta);
    if (form.format() == Format.YAML) {
      return yaml(compact, list.array());
    }
    return form.pretty() ? pretty(compact) : compact(compact);
  }

  /** Items are their compact JSON. */
  public boolean compact() {
    return indent == Indent.COMPACT;
  }

  /** What stands between two items. */
  public static byte[] separator(Indent indent) {
    return switch (indent) {
      case COMPACT -> COMMA;
      case PRETTY -> COMMA_AND_LINE;
      case YAML -> NOTHING;
    };
  }

  /** An item's text, without separator. */
  public static byte[] item(byte[] json, Indent indent) {
    return switch (indent) {
      case COMPACT -> json;
      case PRETTY -> JsonPrinter.pretty(json, 2);
      case YAML -> YamlPrinter.printItem(MAPPER.readTree(json));
    };
  }

  private static ListLayout compact(byte[] document) {
    return new ListLayout(
        Arrays.copyOf(document, document.length - 2), JsonBytes.utf8("]}\n"), Indent.COMPACT);
  }

  /** The array is the last member of the document. */
  private static ListLayout pretty(byte[] document) {
    byte[] text = JsonPrinter.pretty(document);
    int bracket = text.length - 1;
    while (text[bracket] != ']') {
      bracket--;
    }
    byte[] head = Arrays.copyOf(text, bracket + 5);
    System.arraycopy(JsonBytes.utf8("\n    "), 0, head, bracket, 5);
    return new ListLayout(head, JsonBytes.utf8("\n  ]\n}"), Indent.PRETTY);
  }

  /** Members are sorted by name, so that the array stands between others. */
  private static ListLayout yaml(byte[] document, String array) {
    byte[] text = YamlPrinter.print(MAPPER.readTree(document));
    byte[] empty = JsonBytes.utf8("\n" + array + ": []\n");
    int at = indexOf(text, empty);
    byte[] head = Arrays.copyOf(text, at + empty.length - 3);
    head[head.length - 1] = '\n';
    byte[] tail = Arrays.copyOfRange(text, at + empty.length, text.length);
    return new ListLayout(head, tail, Indent.YAML);
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IllegalStateException("a list without its array");
  }
}
