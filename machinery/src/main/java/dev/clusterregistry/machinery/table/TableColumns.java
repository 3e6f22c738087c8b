package dev.clusterregistry.machinery.table;

import dev.clusterregistry.machinery.schema.Column;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The columns of a version's tables, the name first, and the cells of its objects. */
@SuppressWarnings("DoNotCallSuggester")
public final class TableColumns {

  public TableColumns(KindVersion version) {}

  /** All columns in order; the first is the name with format name. */
  public List<Column> columns() {
    throw new UnsupportedOperationException();
  }

  /** One cell per column: a scalar or null. */
  public ArrayNode cells(ObjectNode object, Instant now) {
    throw new UnsupportedOperationException();
  }
}
