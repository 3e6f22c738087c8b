package dev.clusterregistry.crinit.run;

import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Saves all objects of a registry as one YAML list for "kubectl apply": through its API, so that it
 * is the same whatever the objects are stored on. Revisions and history are not in it.
 */
public final class Backup {
  private final Host server;

  /**
   * @param server the registry itself, or its host for an aggregated one
   */
  public Backup(Host server) {
    this.server = server;
  }

  /**
   * @param groups which API groups to save, all if empty
   * @return how many objects there are in the file
   */
  public int write(Path file, List<String> groups) {
    ArrayNode items = Json.list();
    for (String path : collections(groups)) {
      ObjectNode list = server.read(path).orElseGet(Json::object);
      String kind = Json.text(list, "/kind").replaceFirst("List$", "");
      for (JsonNode item : list.path("items")) {
        items.add(portable((ObjectNode) item, kind, Json.text(list, "/apiVersion")));
      }
    }
    byte[] yaml = YamlPrinter.print(object("apiVersion", "v1", "kind", "List", "items", items));
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, yaml);
    } catch (FileAlreadyExistsException e) {
      throw new CrinitException("backup " + file + " exists already; name another file", e);
    } catch (IOException e) {
      throw new CrinitException("backup " + file + " cannot be written: " + e.getMessage(), e);
    }
    return items.size();
  }

  /** What can be created and listed, in the preferred version of each group. */
  private List<String> collections(List<String> groups) {
    List<String> roots = new ArrayList<>();
    if (groups.isEmpty() && server.read("/api/v1").isPresent()) {
      roots.add("/api/v1");
    }
    ObjectNode known = server.read("/apis").orElseGet(Json::object);
    for (JsonNode group : known.path("groups")) {
      if (groups.isEmpty() || groups.contains(Json.text(group, "/name"))) {
        roots.add("/apis/" + Json.text(group, "/preferredVersion/groupVersion"));
      }
    }
    List<String> paths = new ArrayList<>();
    for (String root : roots) {
      for (JsonNode resource : server.read(root).orElseGet(Json::object).path("resources")) {
        String verbs = resource.path("verbs").toString();
        if (verbs.contains("\"create\"") && verbs.contains("\"list\"")) {
          paths.add(root + "/" + Json.text(resource, "/name"));
        }
      }
    }
    return paths;
  }

  /** Without what only this server can say of it. */
  private static ObjectNode portable(ObjectNode item, String kind, String apiVersion) {
    ObjectNode copy = object("apiVersion", apiVersion, "kind", kind);
    item.forEachEntry(copy::set);
    ObjectNode metadata = (ObjectNode) copy.path("metadata");
    metadata.remove(
        List.of(
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "managedFields",
            "selfLink"));
    return copy;
  }
}
