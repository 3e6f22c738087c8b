package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.protobuf.MessageType;
import dev.clusterregistry.machinery.schema.Column;
import dev.clusterregistry.machinery.table.CellsTemplate;
import dev.clusterregistry.machinery.table.TableColumns;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A row of a Table: cells as of now, and what the client wants of the object beside them. */
public final class TableRowForm implements ObjectForm {
  private static final byte[] CELLS = JsonBytes.utf8("{\"cells\":");
  private static final byte[] OBJECT = JsonBytes.utf8(",\"object\":");
  private static final byte[] NULL = JsonBytes.utf8("null");

  private final VersionForm version;
  private final TableColumns columns;
  private final @Nullable ObjectForm embedded;
  private final TableSources sources;

  TableRowForm(
      ServedResource resource, String metaVersion, IncludeObject include, TableSources sources) {
    this.version = VersionForm.of(resource);
    this.columns = resource.columns();
    this.sources = sources;
    this.embedded =
        switch (include) {
          case NONE -> null;
          case METADATA -> new PartialForm(metaVersion, resource.storageVersion());
          case OBJECT -> this.version;
        };
  }

  /** The columns as a Table declares them. */
  ArrayNode definitions() {
    ArrayNode definitions = JsonNodeFactory.instance.arrayNode();
    for (Column column : columns.columns()) {
      definitions
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("format", column.format())
          .put("description", column.description())
          .put("priority", column.priority());
    }
    return definitions;
  }

  @Override
  public boolean timeless() {
    return false;
  }

  @Override
  public byte[] json(Frozen object) {
    byte[] template =
        sources.derived().get(object, columns, () -> columns.template(version.tree(object)));
    byte[] cells = CellsTemplate.filled(template, sources.clock().instant());
    return row(cells, embedded == null ? NULL : embedded.json(object));
  }

  @Override
  public MessageType messageType() {
    throw new IllegalStateException("Tables are never offered as protobuf");
  }

  static byte[] row(byte[] cells, byte[] object) {
    byte[] row = new byte[CELLS.length + cells.length + OBJECT.length + object.length + 1];
    int at = put(row, 0, CELLS);
    at = put(row, at, cells);
    at = put(row, at, OBJECT);
    at = put(row, at, object);
    row[at] = '}';
    return row;
  }

  private static int put(byte[] target, int at, byte[] part) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }
}
