package dev.clusterregistry.crinit.kubeconfig;

import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.kubeconfig.Entry.Origin;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user's kubeconfig: one file, or several that are read as one, as kubectl does it. The first
 * file that has an entry counts; a change goes into the file that has the entry.
 */
public final class Kubeconfig {
  /** The name of the extension of a context that says whose it is. */
  private static final String EXTENSION = "crinit.clusterregistry.k8s.io";

  private static final List<String> LISTS = List.of("clusters", "users", "contexts");

  private final List<Path> files;

  private Kubeconfig(List<Path> files) {
    this.files = files;
  }

  /**
   * @param flag the file that --kubeconfig names; empty for KUBECONFIG's, or ~/.kube/config
   */
  public static Kubeconfig of(String flag, Map<String, String> environment) {
    if (!flag.isEmpty()) {
      Path file = Path.of(flag);
      if (!Files.exists(file)) {
        throw new CrinitException("kubeconfig " + flag + " does not exist");
      }
      return new Kubeconfig(List.of(file));
    }
    List<Path> files = new ArrayList<>();
    for (String one : environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
      if (!one.isEmpty()) {
        files.add(Path.of(one));
      }
    }
    if (files.isEmpty()) {
      files.add(Path.of(environment.getOrDefault("HOME", "."), ".kube", "config"));
    }
    return new Kubeconfig(List.copyOf(files));
  }

  /**
   * All files as one, with absolute paths and one context as the current one, as YAML.
   *
   * @param context empty for the current one
   */
  public String forContext(String context) {
    ObjectNode merged = merged();
    String wanted = context.isEmpty() ? Json.text(merged, "/current-context") : context;
    if (wanted.isEmpty()) {
      throw new CrinitException(
          "no context is given and none is current; name one with --host-cluster-context");
    }
    if (find(merged, "contexts", wanted).isEmpty()) {
      throw new CrinitException("context \"" + wanted + "\" does not exist");
    }
    merged.put("current-context", wanted);
    return new String(YamlPrinter.print(merged), StandardCharsets.UTF_8);
  }

  /** The name of the current context, empty if there is none. */
  public String currentContext() {
    return Json.text(merged(), "/current-context");
  }

  /** The current context's cluster and user, under another name. */
  public Entry entry(String name, Origin origin) {
    ObjectNode merged = merged();
    JsonNode context =
        find(merged, "contexts", Json.text(merged, "/current-context"))
            .orElseThrow(() -> new CrinitException("no context is current in " + files));
    JsonNode cluster =
        find(merged, "clusters", Json.text(context, "/context/cluster")).orElseThrow();
    JsonNode user = find(merged, "users", Json.text(context, "/context/user")).orElseThrow();
    return new Entry(
        name,
        Json.text(cluster, "/cluster/server"),
        Json.text(cluster, "/cluster/certificate-authority-data"),
        Json.text(user, "/user/client-certificate-data"),
        Json.text(user, "/user/client-key-data"),
        null,
        null,
        origin);
  }

  /** Where registries of crinit are, by the name of their contexts. */
  public Map<String, Origin> registries() {
    Map<String, Origin> registries = new LinkedHashMap<>();
    for (JsonNode context : merged().path("contexts")) {
      origin(context).ifPresent(origin -> registries.put(Json.text(context, "/name"), origin));
    }
    return registries;
  }

  /** Whether there is a context, cluster or user of the name that crinit has not made. */
  public boolean isForeign(String name) {
    ObjectNode merged = merged();
    boolean any = LISTS.stream().anyMatch(list -> find(merged, list, name).isPresent());
    return any && find(merged, "contexts", name).flatMap(Kubeconfig::origin).isEmpty();
  }

  private static Optional<Origin> origin(JsonNode context) {
    for (JsonNode extension : context.at("/context/extensions")) {
      if (Json.text(extension, "/name").equals(EXTENSION)) {
        JsonNode says = extension.path("extension");
        return Optional.of(
            new Origin(
                Json.text(says, "/mode"),
                Json.text(says, "/hostContext"),
                Json.text(says, "/namespace")));
      }
    }
    return Optional.empty();
  }

  /** Whether the file that an entry would go into can be written; else says why not. */
  public void requireWritable(String name) {
    Path file = fileFor("contexts", name);
    try (KubeconfigLock _ = KubeconfigLock.of(file)) {
      if (Files.exists(file) && !Files.isWritable(file)) {
        throw new CrinitException(
            "kubeconfig "
                + file
                + " cannot be written: permission denied; make it writable, or name another with"
                + " --kubeconfig, and run again");
      }
    }
  }

  /** Enters a registry, or replaces what is there of that name. The current context stays. */
  public void put(Entry entry) {
    put("clusters", entry.name(), "cluster", cluster(entry));
    put("users", entry.name(), "user", user(entry));
    if (entry.password() != null) {
      put(
          "users",
          Entry.basicAuthUser(entry.name()),
          "user",
          object("username", "admin", "password", entry.password()));
    }
    put("contexts", entry.name(), "context", context(entry));
  }

  private static ObjectNode cluster(Entry entry) {
    return object("certificate-authority-data", entry.authority(), "server", entry.server());
  }

  private static ObjectNode user(Entry entry) {
    return object(
        "client-certificate-data",
        entry.certificate(),
        "client-key-data",
        entry.key(),
        "token",
        entry.token());
  }

  private static ObjectNode context(Entry entry) {
    Origin origin = entry.origin();
    return object(
        "cluster",
        entry.name(),
        "user",
        entry.name(),
        "extensions",
        Json.list(
            object(
                "name",
                EXTENSION,
                "extension",
                object(
                    "mode",
                    origin.mode(),
                    "hostContext",
                    origin.hostContext(),
                    "namespace",
                    origin.namespace()))));
  }

  private void put(String list, String name, String member, ObjectNode value) {
    Path file = fileFor(list, name);
    try (KubeconfigLock _ = KubeconfigLock.of(file)) {
      ObjectNode tree = KubeconfigFile.read(file);
      ArrayNode items = items(tree, list);
      removeFrom(items, name);
      items.add(object("name", name, member, value));
      KubeconfigFile.write(file, tree);
    }
  }

  /**
   * Takes a registry out of all files.
   *
   * @return what was there of it: some of context, cluster and user; and whether the context was
   *     the current one
   */
  public Removed remove(String name) {
    List<String> found = new ArrayList<>();
    boolean wasCurrent = false;
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue;
      }
      try (KubeconfigLock _ = KubeconfigLock.of(file)) {
        ObjectNode tree = KubeconfigFile.read(file);
        int before = found.size();
        for (String list : List.of("contexts", "clusters", "users")) {
          if (removeFrom(items(tree, list), name)) {
            found.add(list.substring(0, list.length() - 1));
          }
        }
        if (removeFrom(items(tree, "users"), Entry.basicAuthUser(name))) {
          found.add("user " + Entry.basicAuthUser(name));
        }
        wasCurrent |= Json.text(tree, "/current-context").equals(name);
        if (found.size() > before) {
          KubeconfigFile.write(file, tree);
        }
      }
    }
    return new Removed(found, wasCurrent && !found.isEmpty());
  }

  public record Removed(List<String> found, boolean wasCurrent) {}

  /** The file that has the entry, or the one that new entries go into. */
  public Path fileFor(String list, String name) {
    for (Path file : files) {
      if (Files.exists(file) && find(KubeconfigFile.read(file), list, name).isPresent()) {
        return file;
      }
    }
    return files.stream().filter(Files::exists).findFirst().orElse(files.getLast());
  }

  private ObjectNode merged() {
    ObjectNode merged = object("apiVersion", "v1", "kind", "Config");
    for (Path file : files) {
      ObjectNode tree = KubeconfigFile.read(file);
      Path folder = file.toAbsolutePath().getParent();
      for (String list : LISTS) {
        for (JsonNode item : tree.path(list)) {
          if (find(merged, list, Json.text(item, "/name")).isEmpty()) {
            items(merged, list).add(RelativePaths.resolved(item, folder));
          }
        }
      }
      String current = Json.text(tree, "/current-context");
      if (!current.isEmpty() && !merged.has("current-context")) {
        merged.put("current-context", current);
      }
    }
    return merged;
  }

  private static Optional<JsonNode> find(ObjectNode tree, String list, String name) {
    for (JsonNode item : tree.path(list)) {
      if (Json.text(item, "/name").equals(name)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private static boolean removeFrom(ArrayNode items, String name) {
    boolean found = false;
    for (int i = items.size() - 1; i >= 0; i--) {
      if (Json.text(items.get(i), "/name").equals(name)) {
        items.remove(i);
        found = true;
      }
    }
    return found;
  }

  private static ArrayNode items(ObjectNode tree, String list) {
    @Nullable JsonNode there = tree.get(list);
    return there instanceof ArrayNode items ? items : tree.putArray(list);
  }
}
