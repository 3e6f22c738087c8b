package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a list becomes: the document around its items, as compact JSON, and the form of the items.
 *
 * @param listKind of the document
 * @param apiVersion of the document
 * @param array the member that holds the items
 * @param table the columns to declare; null if the document is no Table
 */
public record ListForm(
    String listKind,
    String apiVersion,
    String array,
    ObjectForm item,
    @Nullable TableRowForm table) {

  /**
   * @throws dev.clusterregistry.machinery.status.StatusException 406 if a list cannot take the form
   */
  public static ListForm of(
      ServedResource resource, Representation form, IncludeObject include, TableSources tables) {
    return switch (form.transform()) {
      case Transform.None none ->
          new ListForm(
              resource.kind().listKind(),
              resource.version().apiVersion(),
              "items",
              VersionForm.of(resource),
              null);
      case Transform.Table table -> {
        TableRowForm row = new TableRowForm(resource, table.version(), include, tables);
        yield new ListForm("Table", meta(table.version()), "rows", row, row);
      }
      case Transform.PartialList partial ->
          new ListForm(
              "PartialObjectMetadataList",
              meta(partial.version()),
              "items",
              new PartialForm(partial.version(), resource.storageVersion()),
              null);
      case Transform.PartialObject partial -> throw PartialRefusal.ofList(resource);
    };
  }

  private static String meta(String version) {
    return "meta.k8s.io/" + version;
  }

  /** The document without any item, as compact JSON; the array is its last member. */
  public byte[] empty(ListMeta meta) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("kind", listKind);
    document.put("apiVersion", apiVersion);
    document.set("metadata", meta.toTree());
    if (table != null) {
      document.set("columnDefinitions", table.definitions());
    }
    document.putArray(array);
    return JsonPrinter.compact(document);
  }
}
