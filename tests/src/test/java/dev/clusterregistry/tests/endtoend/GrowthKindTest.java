package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A kind that is only a file, namespaced and with two versions, is served like any other. */
@TestInstance(Lifecycle.PER_CLASS)
class GrowthKindTest {
  private static final String V1 = "/apis/example.com/v1";
  private static final String V1BETA1 = "/apis/example.com/v1beta1";

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Api api;

  @BeforeAll
  void serveTheKind(@TempDir Path folder) throws Exception {
    Path kind = folder.resolve("shelf.yaml");
    try (InputStream yaml =
        Objects.requireNonNull(GrowthKindTest.class.getResourceAsStream("shelf.yaml"))) {
      Files.copy(yaml, kind);
    }
    server = ServerProcess.start(folder, 0, "--kind-file=" + kind);
    api = new Api(server);
  }

  @AfterAll
  void stop() throws InterruptedException {
    api.close();
    server.terminate();
    assertThat(server.exitCode()).isZero();
  }

  private static String shelf(String version, String name, String label, long revision, int size) {
    return "{\"apiVersion\":\"example.com/%s\",\"kind\":\"Shelf\",%s,\"spec\":{\"size\":%d,\"color\":\"%s\"}}"
        .formatted(version, Bodies.metadata(name, label, "note", revision), size, label);
  }

  private Answer create(String namespace, String name, String color) throws Exception {
    Answer made = api.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
    assertThat(made.code()).as("%s", made).isIn(201, 409);
    Answer created = api.post(shelves(V1, namespace), shelf("v1", name, color, 0, 7));
    assertThat(created.code()).as("%s", created).isEqualTo(201);
    return created;
  }

  private static String shelves(String version, String namespace) {
    return version + "/namespaces/" + namespace + "/shelves";
  }

  private List<String> names(String path) throws Exception {
    Answer list = api.get(path);
    assertThat(list.code()).as("%s", list).isEqualTo(200);
    assertThat(list.body().path("kind").asString()).isEqualTo("ShelfList");
    List<String> names = new ArrayList<>();
    for (JsonNode item : list.body().path("items")) {
      JsonNode metadata = item.path("metadata");
      names.add(metadata.path("namespace").asString() + "/" + metadata.path("name").asString());
    }
    return names;
  }

  @Test
  void discoveryShowsBothVersions() throws Exception {
    JsonNode group = api.get("/apis/example.com").body();
    List<String> versions = new ArrayList<>();
    group.path("versions").forEach(version -> versions.add(version.path("version").asString()));
    assertThat(versions).containsExactly("v1", "v1beta1");
    assertThat(group.at("/preferredVersion/version").asString()).isEqualTo("v1");
    for (String version : List.of(V1, V1BETA1)) {
      JsonNode resource = api.get(version).body().path("resources").path(0);
      assertThat(resource.path("name").asString()).isEqualTo("shelves");
      assertThat(resource.path("namespaced").asBoolean()).isTrue();
      assertThat(resource.path("shortNames").path(0).asString()).isEqualTo("sh");
    }
  }

  @Test
  void anObjectIsCreatedReadUpdatedAndDeletedInEitherVersion() throws Exception {
    Answer created = create("crud", "oak", "brown");
    String beta = shelves(V1BETA1, "crud") + "/oak";
    Answer read = api.get(beta);
    assertThat(read.body().path("apiVersion").asString()).isEqualTo("example.com/v1beta1");
    assertThat(read.body().at("/spec/size").asInt()).isEqualTo(7);
    assertThat(read.revision()).isEqualTo(created.revision());

    Answer updated = api.put(beta, shelf("v1beta1", "oak", "brown", created.revision(), 8));
    assertThat(updated.code()).as("%s", updated).isEqualTo(200);
    Answer stale = api.put(beta, shelf("v1beta1", "oak", "brown", created.revision(), 9));
    assertThat(stale.code()).isEqualTo(409);
    JsonNode again = api.get(shelves(V1, "crud") + "/oak").body();
    assertThat(again.path("apiVersion").asString()).isEqualTo("example.com/v1");
    assertThat(again.at("/spec/size").asInt()).isEqualTo(8);
    assertThat(again.at("/metadata/generation").asInt()).isEqualTo(2);

    assertThat(api.get(shelves(V1, "elsewhere") + "/oak").code()).isEqualTo(404);
    assertThat(api.delete(beta).code()).isEqualTo(200);
    assertThat(api.get(shelves(V1, "crud") + "/oak").code()).isEqualTo(404);
  }

  @Test
  void listsAreOfOneNamespaceOrAllAndSelectorsApply() throws Exception {
    create("list-a", "one", "list-red");
    create("list-a", "two", "list-blue");
    create("list-b", "one", "list-red");
    assertThat(names(shelves(V1, "list-a"))).containsExactly("list-a/one", "list-a/two");
    assertThat(names(shelves(V1BETA1, "list-b"))).containsExactly("list-b/one");
    assertThat(names(V1 + "/shelves?labelSelector=label%20in%20(list-red,list-blue)"))
        .containsExactly("list-a/one", "list-a/two", "list-b/one");
    assertThat(names(V1BETA1 + "/shelves?labelSelector=label%3Dlist-red"))
        .containsExactly("list-a/one", "list-b/one");
    assertThat(names(V1 + "/shelves?fieldSelector=spec.color%3Dlist-blue"))
        .containsExactly("list-a/two");
    assertThat(names(V1 + "/shelves?fieldSelector=metadata.namespace%3Dlist-b"))
        .containsExactly("list-b/one");
    Answer unknown = api.get(V1BETA1 + "/shelves?fieldSelector=spec.color%3Dlist-blue");
    assertThat(unknown.code()).as("only v1 declares the field").isEqualTo(400);
  }

  @Test
  void bothVersionsAreWatchedInOneNamespaceAndInAll() throws Exception {
    long start = api.get(V1 + "/shelves").revision();
    Watcher everywhere = new Watcher(V1 + "/shelves?labelSelector=label%3Dwatched", start);
    Watcher beta = new Watcher(shelves(V1BETA1, "watch"), start);
    everywhere.resume(api);
    beta.resume(api);
    create("watch-not", "far", "watched");
    Answer near = create("watch", "near", "watched");
    api.put(shelves(V1, "watch") + "/near", shelf("v1", "near", "watched", near.revision(), 9));
    api.delete(shelves(V1BETA1, "watch") + "/near");
    long last = create("watch", "last", "watched").revision();
    everywhere.awaitRevision(last);
    beta.awaitRevision(last);
    assertThat(everywhere.events())
        .extracting(event -> event.type() + " " + event.apiVersion() + " " + event.name())
        .containsExactly(
            "ADDED example.com/v1 far",
            "ADDED example.com/v1 near",
            "MODIFIED example.com/v1 near",
            "DELETED example.com/v1 near",
            "ADDED example.com/v1 last");
    assertThat(beta.events())
        .extracting(event -> event.type() + " " + event.apiVersion() + " " + event.name())
        .containsExactly(
            "ADDED example.com/v1beta1 near",
            "MODIFIED example.com/v1beta1 near",
            "DELETED example.com/v1beta1 near",
            "ADDED example.com/v1beta1 last");
  }
}
