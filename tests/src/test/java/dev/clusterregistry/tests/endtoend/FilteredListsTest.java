package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import dev.clusterregistry.tests.endtoend.SightModel.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** With --filtered-lists, who may not list sees what they may get, at every revision. */
class FilteredListsTest {
  private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
  private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
  private static final String[] LABELS = {"a", "b", "c"};

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Api admin;

  @SuppressWarnings("NullAway.Init")
  private Api jane;

  private final SightModel model = new SightModel();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.start(folder, 0, "--filtered-lists");
    admin = new Api(server);
    jane = Api.of(server, ServerProcess.JANE);
  }

  @AfterEach
  void stop() {
    jane.close();
    admin.close();
    server.close();
  }

  private long revision() throws Exception {
    return admin.get(Api.CLUSTERS + "?limit=1").revision();
  }

  private static String role(String name, String verbs, Set<String> names) {
    String only =
        names.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(",", "[", "]"));
    return ("{\"metadata\":{\"name\":\"%s\"},\"rules\":[{\"verbs\":%s,\"apiGroups\":"
            + "[\"clusterregistry.k8s.io\"],\"resources\":[\"clusters\"],\"resourceNames\":%s}]}")
        .formatted(name, verbs, names.contains("*") ? "[]" : only);
  }

  private static String binding(String role, String kind, String subject) {
    return ("{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"ClusterRole\",\"name\":\"%s\"},"
            + "\"subjects\":[{\"kind\":\"%s\",\"name\":\"%s\"}]}")
        .formatted(role, role, kind, subject);
  }

  private static void done(Answer answer) {
    assertThat(answer.code()).as("%s", answer).isIn(200, 201);
  }

  private void write(String name, String label) throws Exception {
    String body = Bodies.cluster(name, label, "note", 0);
    done(
        model.has(name)
            ? admin.put(Api.CLUSTERS + "/" + name, body)
            : admin.post(Api.CLUSTERS, body));
    model.object(revision(), name, label);
  }

  private static Set<String> names(JsonNode list) {
    return new TreeSet<>(list.path("items").findValuesAsString("name"));
  }

  /** Everything up to the event that ends all these tests. */
  private List<Seen> watched(long after, @Nullable String label) throws Exception {
    List<Seen> events = new CopyOnWriteArrayList<>();
    String selector = label == null ? "" : "?labelSelector=label%3D" + label;
    Watch watch =
        jane.watch(Api.CLUSTERS + selector, after, line -> events.add(Seen.of(Event.parse(line))));
    assertThat(watch.code()).isEqualTo(200);
    await().until(() -> !events.isEmpty() && events.getLast().name().equals("zz-end"));
    return events;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsSeenFollowsObjectsAndRightsAtEveryRevision(long seed) throws Exception {
    Random random = new Random(seed);
    done(admin.post(ROLES, role("own", "[\"get\"]", Set.of("c0", "zz-end"))));
    done(admin.post(ROLES, role("team", "[\"get\"]", Set.of("c1", "c2", "c3"))));
    done(admin.post(ROLES, role("lists", "[\"list\",\"watch\"]", Set.of("*"))));
    done(admin.post(BINDINGS, binding("own", "User", "jane")));
    Set<String> own = Set.of("c0", "zz-end");
    boolean team = false;
    boolean lists = false;
    model.granted(revision(), own);
    List<Seen> live = new CopyOnWriteArrayList<>();
    Watch open =
        jane.watch(Api.CLUSTERS, model.first(), line -> live.add(Seen.of(Event.parse(line))));
    assertThat(open.code()).isEqualTo(200);
    for (int i = 0; i < 60; i++) {
      String name = "c" + random.nextInt(6);
      switch (random.nextInt(9)) {
        case 0 -> {
          own = new TreeSet<>(List.of("zz-end", "c" + random.nextInt(6), "c" + random.nextInt(6)));
          done(admin.put(ROLES + "/own", role("own", "[\"get\",\"update\"]", own)));
        }
        case 1, 2 -> {
          team = !team;
          done(
              team
                  ? admin.post(BINDINGS, binding("team", "Group", "devs"))
                  : admin.delete(BINDINGS + "/team"));
        }
        case 3 -> {
          lists = !lists;
          done(
              lists
                  ? admin.post(BINDINGS, binding("lists", "User", "jane"))
                  : admin.delete(BINDINGS + "/lists"));
        }
        case 4 -> {
          if (model.has(name)) {
            done(admin.delete(Api.CLUSTERS + "/" + name));
            model.object(revision(), name, null);
          }
          continue;
        }
        default -> {
          write(name, LABELS[i % LABELS.length]);
          continue;
        }
      }
      Set<String> granted = new TreeSet<>(own);
      granted.addAll(team ? Set.of("c1", "c2", "c3") : Set.of());
      granted.addAll(lists ? Set.of("*") : Set.of());
      model.granted(revision(), granted);
    }
    if (lists) {
      done(admin.delete(BINDINGS + "/lists"));
      Set<String> granted = new TreeSet<>(own);
      granted.addAll(team ? Set.of("c1", "c2", "c3") : Set.of());
      model.granted(revision(), granted);
    }
    write("zz-end", "a");

    assertThat(watched(model.first(), null)).isEqualTo(model.events(model.first(), null));
    await().until(() -> live.size() >= model.events(model.first(), null).size());
    assertThat(live).as("seed %d", seed).isEqualTo(model.events(model.first(), null));
    for (long at = model.first(); at < model.last(); at++) {
      String label = at % 3 == 0 ? "a" : null;
      assertThat(watched(at, label))
          .as("seed %d from %d", seed, at)
          .isEqualTo(model.events(at, label));
      String query = "?resourceVersionMatch=Exact&resourceVersion=" + at;
      assertThat(names(jane.get(Api.CLUSTERS + query).body()))
          .as("seed %d list at %d", seed, at)
          .isEqualTo(model.visible(at, null));
    }
    stop();
    start();
    for (long at = model.first(); at < model.last(); at += 7) {
      assertThat(watched(at, "a"))
          .as("seed %d from %d after a restart", seed, at)
          .isEqualTo(model.events(at, "a"));
    }
  }

  @Test
  void pagesTablesAndStreamedListsShowTheSame() throws Exception {
    for (int i = 0; i < 9; i++) {
      write("c" + i, "a");
    }
    done(admin.post(ROLES, role("some", "[\"get\"]", Set.of("c1", "c4", "c7", "zz"))));
    done(admin.post(BINDINGS, binding("some", "User", "jane")));
    await().until(() -> jane.get(Api.CLUSTERS + "/c1").code() == 200);
    Answer first = jane.get(Api.CLUSTERS + "?limit=2");
    assertThat(names(first.body())).containsExactly("c1", "c4");
    assertThat(first.body().at("/metadata/remainingItemCount").isMissingNode()).isTrue();
    String next = first.body().at("/metadata/continue").asString();
    done(admin.delete(BINDINGS + "/some"));
    Answer second = jane.get(Api.CLUSTERS + "?limit=2&continue=" + next);
    assertThat(names(second.body())).as("as of the first page").containsExactly("c7");
    assertThat(second.revision()).isEqualTo(first.revision());
    await().until(() -> names(jane.get(Api.CLUSTERS).body()).isEmpty());
    done(admin.post(BINDINGS, binding("some", "User", "jane")));
    await().until(() -> names(jane.get(Api.CLUSTERS).body()).size() == 3);
    List<String> lines = new ArrayList<>();
    Watch streamed =
        jane.watch(
            Api.CLUSTERS
                + "?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&timeoutSeconds=3&labelSelector=label%3Da",
            0,
            line -> lines.add(new String(line, UTF_8)));
    assertThat(streamed.endedInOrder()).isTrue();
    assertThat(lines.stream().filter(line -> line.contains("\"ADDED\""))).hasSize(3);
    assertThat(lines.get(3)).contains("BOOKMARK").contains("initial-events-end");
    assertThat(lines.getLast()).contains("BOOKMARK");
  }

  @Test
  void nothingElseIsFiltered() throws Exception {
    write("c1", "a");
    assertThat(names(jane.get(Api.CLUSTERS).body())).isEmpty();
    assertThat(jane.get(Api.CLUSTERS + "/c1").code()).isEqualTo(403);
    assertThat(jane.delete(Api.CLUSTERS).code()).isEqualTo(403);
    assertThat(jane.get("/apis/clusterregistry.k8s.io/v1alpha1/nothing").code()).isEqualTo(403);
    assertThat(Api.of(server, "nobody").get(Api.CLUSTERS).code()).isEqualTo(401);
    done(admin.post(BINDINGS, binding("clusterregistry:reader", "User", "jane")));
    await().until(() -> names(jane.get(Api.CLUSTERS).body()).contains("c1"));
  }
}
