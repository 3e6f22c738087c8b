package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.watch.FrameEncoding;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.status.Status;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watch frames with a Table of one row each. Only the first of a stream declares the columns. Ages
 * are those at the time when a frame is made.
 */
public record TableFrames(
    ServedResource resource, String metaVersion, IncludeObject include, TableSources tables)
    implements FrameEncoding {

  @Override
  public boolean firstDiffers() {
    return true;
  }

  @Override
  public byte[] event(EventType type, Frozen object, boolean first) {
    TableRowForm row = row();
    return Frames.frame(type, table(row, object.revision(), row.json(object), first));
  }

  @Override
  public byte[] bookmark(long revision, boolean initialEventsEnd, boolean first) {
    TableRowForm row = row();
    ArrayNode definitions = row.definitions();
    ArrayNode cells = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < definitions.size(); i++) {
      if (i == 0) {
        cells.add("");
      } else {
        cells.addNull();
      }
    }
    byte[] object =
        switch (include) {
          case NONE -> initialEventsEnd ? partial(revision, true) : JsonBytes.utf8("null");
          case METADATA -> partial(revision, initialEventsEnd);
          case OBJECT ->
              Frames.bookmarkObject(
                  resource.kind().kind(),
                  resource.version().apiVersion(),
                  revision,
                  initialEventsEnd);
        };
    byte[] bytes = TableRowForm.row(JsonPrinter.compact(cells), object);
    return Frames.bookmarkFrame(table(row, revision, bytes, first));
  }

  @Override
  public byte[] error(Status status) {
    return Frames.errorFrame(status);
  }

  private TableRowForm row() {
    return new TableRowForm(resource, metaVersion, include, tables);
  }

  private byte[] partial(long revision, boolean initialEventsEnd) {
    return Frames.bookmarkObject(
        "PartialObjectMetadata", "meta.k8s.io/" + metaVersion, revision, initialEventsEnd);
  }

  private byte[] table(TableRowForm form, long revision, byte[] row, boolean first) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table");
    table.put("apiVersion", "meta.k8s.io/" + metaVersion);
    table.set("metadata", new ListMeta(revision, "", -1).toTree());
    table.set(
        "columnDefinitions", first ? form.definitions() : JsonNodeFactory.instance.nullNode());
    table.putArray("rows");
    byte[] document = JsonPrinter.compact(table);
    byte[] head = Arrays.copyOf(document, document.length - 2);
    return JsonBytes.join(head, row, 0, row.length, JsonBytes.utf8("]}"));
  }
}
