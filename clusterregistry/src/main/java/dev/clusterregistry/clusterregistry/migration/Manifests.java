package dev.clusterregistry.clusterregistry.migration;

import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Clusters out of what {@code kubectl get clusters -A -o yaml} (or {@code -o json}) writes. */
public final class Manifests {
  private final ClusterReader reader = new ClusterReader();
  private final List<Found> found = new ArrayList<>();

  private Manifests() {}

  /**
   * All objects of a file: its documents, and the items of lists among them.
   *
   * @param name of the file, for messages
   */
  public static List<Found> read(String name, byte[] content) {
    Manifests manifests = new Manifests();
    try {
      List<YamlReader.Document> documents = YamlReader.readAll(content);
      for (int i = 0; i < documents.size(); i++) {
        String origin = documents.size() == 1 ? name : name + " document " + (i + 1);
        manifests.document(origin, documents.get(i));
      }
    } catch (YamlException e) {
      manifests.found.add(Found.unreadable(name, String.valueOf(e.getMessage())));
    }
    return manifests.found;
  }

  private void document(String origin, YamlReader.Document document) {
    if (!document.duplicates().isEmpty()) {
      found.add(Found.unreadable(origin, document.duplicates().getFirst()));
    } else if (!document.tree().isNull()) {
      add(origin, document.tree());
    }
  }

  private void add(String origin, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      found.add(Found.unreadable(origin, "it is no object"));
      return;
    }
    String kind = object.path("kind").asString("");
    if (!kind.equals("List") && !kind.equals("ClusterList")) {
      found.add(reader.served(origin, object));
      return;
    }
    found.addAll(items(reader, object, index -> origin + " item " + index));
  }

  /** How an item of a list is called in messages. */
  interface Origin {
    /**
     * @param index counted from one
     */
    String of(int index);
  }

  /** The items of a list, which need not name their kind where the list does. */
  static List<Found> items(ClusterReader reader, ObjectNode list, Origin origin) {
    List<Found> found = new ArrayList<>();
    boolean typed = list.path("kind").asString("").equals("ClusterList");
    for (JsonNode item : list.path("items")) {
      String name = origin.of(found.size() + 1);
      if (!(item instanceof ObjectNode object)) {
        found.add(Found.unreadable(name, "it is no object"));
        continue;
      }
      if (typed && !object.has("kind") && !object.has("apiVersion")) {
        object.put("kind", "Cluster").set("apiVersion", list.path("apiVersion"));
      }
      found.add(reader.served(name, object));
    }
    return found;
  }
}
