package dev.clusterregistry.machinery.table;

import dev.clusterregistry.machinery.schema.Column;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a version's tables, the name first, and the cells of its objects. A kind without
 * columns of its own gets its age; those two are described in Kubernetes' words. Immutable.
 */
public final class TableColumns {
  private static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace. Is required when creating resources, "
              + "although some resources may allow a client to request the generation of an "
              + "appropriate name automatically. Name is primarily intended for creation "
              + "idempotence and configuration definition. Cannot be updated. More info: "
              + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
          0,
          ".metadata.name",
          "");
  private static final Column AGE =
      new Column(
          "Age",
          "date",
          "",
          "CreationTimestamp is a timestamp representing the server time when this object "
              + "was created. It is not guaranteed to be set in happens-before order across "
              + "separate operations. Clients may not set this value. It is represented in "
              + "RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for "
              + "lists. More info: "
              + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions"
              + ".md#metadata",
          0,
          ".metadata.creationTimestamp",
          "");

  private final List<Column> columns;
  private final List<@Nullable CellPath> paths;
  private final KindRules rules;

  public TableColumns(KindVersion version) {
    List<Column> all = new ArrayList<>();
    all.add(NAME);
    all.addAll(version.columns().isEmpty() ? List.of(AGE) : version.columns());
    columns = List.copyOf(all);
    paths = new ArrayList<>();
    for (Column column : columns) {
      paths.add(column.jsonPath().isEmpty() ? null : CellPath.parse(column.jsonPath()));
    }
    rules = version.kind().rules();
  }

  /** All columns in order; the first is the name with format name. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * One cell per column, a scalar or null, with gaps where ages belong; see {@link
   * CellsTemplate#filled}. Depends on the object alone.
   */
  public byte[] template(ObjectNode object) {
    CellsTemplate template = new CellsTemplate();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      CellPath path = paths.get(i);
      if (path == null) {
        template.add(rules.cell(column.computed(), object));
      } else if (column.type().equals("date")) {
        Cells.addDate(path.find(object), template);
      } else {
        template.add(Cells.of(column.type(), path.find(object)));
      }
    }
    return template.bytes();
  }
}
