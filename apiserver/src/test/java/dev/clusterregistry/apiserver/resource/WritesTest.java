package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WritesTest {
  private static final String GADGETS = in("v1", "a");
  private Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aDryRunOfACreateGivesBackTheRevisionThatWasSent() {
    String body = "{\"metadata\":{\"name\":\"g\",\"resourceVersion\":\"7\"}}";
    assertThat(registry.post(GADGETS, body).status()).isEqualTo(500);
    Answer answer = registry.post(GADGETS + "?dryRun=All", body);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.at("/metadata/resourceVersion")).isEqualTo("7");
  }

  @Test
  void aTakenNameBesideAGenerateNameIsANameThatCouldNotBeGenerated() {
    registry.create("a", "g");
    Answer answer =
        registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\",\"generateName\":\"x-\"}}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo(
            "gadgets.example.com \"g\" already exists, the server was not able to generate a unique"
                + " name for the object");
    assertThat(answer.json().at("/details/retryAfterSeconds").asInt()).isEqualTo(1);
  }

  @Test
  void aMalformedParameterOfTheContentTypeIsNoTypeAtAll() {
    for (String type :
        List.of("application/json;;", "application/json; a", "application/json;a=b c")) {
      Answer answer = registry.call("POST", GADGETS, Headers.of("Content-Type", type), "{}");
      assertThat(answer.status()).as(type).isEqualTo(415);
    }
    for (String type : List.of("application/json;", "Application/JSON ; a = \"b;c\"; d=e")) {
      Answer answer = registry.call("POST", GADGETS, Headers.of("Content-Type", type), "{}");
      assertThat(answer.status()).as(type).isEqualTo(422);
    }
  }

  @Test
  void whatFollowsTheFirstFailedPreconditionOfACollectionStays() {
    registry.create("a", "f", "g");
    String uid = registry.get(GADGETS + "/g").at("/metadata/uid");
    Answer answer =
        registry.call(
            "DELETE",
            GADGETS,
            Headers.of("Content-Type", "application/json"),
            "{\"preconditions\":{\"uid\":\"" + uid + "\"}}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(registry.get(GADGETS).names()).containsExactly("f", "g");
  }

  @Test
  void unknownFieldsOfAPatchAreNamedInTheOrderInWhichKubernetesWritesItsResult() {
    registry.create("a", "g");
    String unknown = "{\"spec\":{\"no\":1},\"metadata\":{\"no\":1},\"no\":1}";
    String problems =
        "unknown field \"metadata.no\", unknown field \"no\", unknown field \"spec.no\"";
    assertThat(registry.merge(GADGETS + "/g?fieldValidation=Strict", unknown).message())
        .endsWith(problems);
    assertThat(registry.strategic(GADGETS + "/g?fieldValidation=Strict", unknown).message())
        .endsWith(problems);
  }

  @Test
  void nullInAMapThatIsAppliedIsTheEmptyText() {
    Answer answer =
        registry.apply(
            GADGETS + "/g?fieldManager=m",
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Gadget\","
                + "\"metadata\":{\"name\":\"g\",\"labels\":{\"a\":null}}}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/labels").toString()).isEqualTo("{\"a\":\"\"}");
  }

  @Test
  void theServerDecidesUidTimeAndGeneration() {
    Answer answer =
        registry.post(
            GADGETS,
            "{\"metadata\":{\"name\":\"g\",\"uid\":\"u\",\"generation\":7,"
                + "\"creationTimestamp\":\"2001-01-01T00:00:00Z\","
                + "\"deletionTimestamp\":\"2001-01-01T00:00:00Z\"},\"status\":{\"phase\":\"x\"}}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.at("/metadata/uid")).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-.*");
    assertThat(answer.at("/metadata/creationTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(answer.json().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/metadata/deletionTimestamp").isMissingNode()).isTrue();
    assertThat(answer.json().path("status").isMissingNode()).isTrue();
  }

  @Test
  void aNewObjectCannotHaveAVersion() {
    Answer answer =
        registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\",\"resourceVersion\":\"1\"}}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.message())
        .isEqualTo("resourceVersion should not be set on objects to be created");
  }

  @Test
  void aTakenGeneratedNameIsDrawnAnew() {
    Registry unlucky = withRandom(new Repeating(2));
    for (int i = 0; i < 3; i++) {
      Answer answer = unlucky.post(GADGETS, "{\"metadata\":{\"generateName\":\"g-\"}}");
      assertThat(answer.status()).isEqualTo(201);
    }
    assertThat(unlucky.get(GADGETS).names()).hasSize(3);
  }

  @Test
  void eightTakenGeneratedNamesAreEnough() {
    Registry unlucky = withRandom(new Repeating(1000));
    String body = "{\"metadata\":{\"generateName\":\"g-\"}}";
    assertThat(unlucky.post(GADGETS, body).status()).isEqualTo(201);
    Answer answer = unlucky.post(GADGETS, body);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
    assertThat(answer.message())
        .isEqualTo(
            "gadgets.example.com \"g-bbbbb\" already exists, the server was not able to generate a"
                + " unique name for the object");
  }

  private Registry withRandom(Repeating random) {
    registry.close();
    registry = new Registry(CacheOptions.DEFAULT, random);
    return registry;
  }

  @Test
  void concurrentPatchesAllSucceed() throws Exception {
    registry.create("a", "g");
    List<Future<Answer>> patches = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        String patch = "{\"metadata\":{\"labels\":{\"l" + i + "\":\"x\"}}}";
        patches.add(threads.submit(() -> registry.merge(GADGETS + "/g", patch)));
      }
    }
    for (Future<Answer> patch : patches) {
      assertThat(patch.get().status()).isEqualTo(200);
    }
    assertThat(registry.get(GADGETS + "/g").json().at("/metadata/labels").size()).isEqualTo(50);
  }

  @Test
  void ofConcurrentReplacementsWithOneVersionOneWins() throws Exception {
    registry.create("a", "g");
    String revision = registry.get(GADGETS + "/g").revision();
    List<Future<Answer>> updates = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String body =
            "{\"metadata\":{\"name\":\"g\",\"resourceVersion\":\""
                + revision
                + "\"},\"spec\":{\"size\":"
                + (i + 1)
                + "}}";
        updates.add(threads.submit(() -> registry.put(GADGETS + "/g", body)));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Answer> update : updates) {
      codes.add(update.get().status());
    }
    assertThat(codes).containsOnly(200, 409).containsOnlyOnce(200);
  }

  @Test
  void writingWhatIsThereAlreadyChangesNothing() {
    registry.create("a", "g");
    Answer before = registry.get(GADGETS + "/g");
    TestChannel watch =
        registry.watch(GADGETS + "?watch=true&resourceVersion=" + before.revision());
    assertThat(registry.put(GADGETS + "/g", before.text()).text()).isEqualTo(before.text());
    assertThat(registry.merge(GADGETS + "/g", "{}").text()).isEqualTo(before.text());
    registry.create("a", "h");
    assertThat(watch.event()).isEqualTo("ADDED h");
  }

  @Test
  void theLastFinalizerTakesTheObjectWithIt() {
    registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\",\"finalizers\":[\"x/y\"]}}");
    String revision = registry.get(GADGETS + "/g").revision();
    TestChannel watch = registry.watch(GADGETS + "?watch=true&resourceVersion=" + revision);
    Answer marked = registry.delete(GADGETS + "/g");
    assertThat(marked.status()).isEqualTo(200);
    assertThat(marked.at("/metadata/deletionTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(marked.json().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(registry.delete(GADGETS + "/g").revision()).isEqualTo(marked.revision());

    Answer last = registry.merge(GADGETS + "/g", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.revision()).isEqualTo(marked.revision());
    assertThat(registry.get(GADGETS + "/g").status()).isEqualTo(404);
    assertThat(watch.event()).isEqualTo("MODIFIED g");
    JsonNode deleted = watch.frame();
    assertThat(deleted.path("type").asString()).isEqualTo("DELETED");
    assertThat(deleted.at("/object/metadata/finalizers/0").asString()).isEqualTo("x/y");
  }

  @Test
  void aDeletionNotDoneAtOnceIsAcceptedIfCascadingWasAskedFor() {
    registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\",\"finalizers\":[\"x/y\"]}}");
    assertThat(registry.delete(GADGETS + "/g?orphanDependents=false").status()).isEqualTo(202);
  }

  @Test
  void aDryRunShowsTheResultAndKeepsNothing() {
    Answer created = registry.post(GADGETS + "?dryRun=All", "{\"metadata\":{\"name\":\"g\"}}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/metadata/resourceVersion").isMissingNode()).isTrue();
    assertThat(registry.get(GADGETS + "/g").status()).isEqualTo(404);

    registry.create("a", "g");
    Answer before = registry.get(GADGETS + "/g");
    Answer patched = registry.merge(GADGETS + "/g?dryRun=All", "{\"spec\":{\"size\":1}}");
    assertThat(patched.json().at("/spec/size").asInt()).isEqualTo(1);
    assertThat(patched.revision()).isEqualTo(before.revision());
    assertThat(registry.delete(GADGETS + "/g?dryRun=All").at("/status")).isEqualTo("Success");
    assertThat(registry.get(GADGETS + "/g").text()).isEqualTo(before.text());
  }

  @Test
  void aUidInAReplacementIsAPrecondition() {
    registry.create("a", "g");
    Answer answer =
        registry.put(GADGETS + "/g", "{\"metadata\":{\"name\":\"g\",\"uid\":\"other\"}}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .contains("Key: /registry/")
        .contains("Precondition failed: UID in precondition: other,");
    assertThat(registry.merge(GADGETS + "/g", "{\"metadata\":{\"uid\":\"other\"}}").status())
        .isEqualTo(422);
  }

  @Test
  void aFullOrClosedStoreIsUnavailableAndSaysWhenToTryAgain() {
    registry.create("a", "g");
    registry.store.close();
    Answer answer = registry.merge(GADGETS + "/g", "{\"spec\":{\"size\":1}}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.at("/reason")).isEqualTo("ServiceUnavailable");
    assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
    assertThat(answer.message()).startsWith("the write was not applied: ");
  }

  @Test
  void anObjectLargerThanAnyStoreTakesIsRefused() {
    String text = "x".repeat(1_500_000);
    Answer answer =
        registry.post(
            GADGETS, "{\"metadata\":{\"name\":\"g\"},\"spec\":{\"text\":\"" + text + "\"}}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.message()).isEqualTo("Request entity too large: limit is 1500000");
  }

  @Test
  void otherTypesOfPatchesAreRefusedInKubernetesWords() {
    registry.create("a", "g");
    Answer answer =
        registry.call(
            "PATCH",
            GADGETS + "/g",
            Headers.of("Content-Type", "application/apply-patch+cbor"),
            "{}");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.message())
        .isEqualTo(
            "the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json,"
                + " application/strategic-merge-patch+json, application/apply-patch+yaml");
  }

  @Test
  void manyObjectsOfACollectionAreDeleted() {
    for (int i = 0; i < 100; i++) {
      registry.create("a", "g" + i);
    }
    assertThat(registry.delete(GADGETS).names()).hasSize(100);
    assertThat(registry.get(GADGETS).names()).isEmpty();
  }

  @Test
  void aReplacementOfWhatIsNotThereIsNotFoundWhateverItsUid() {
    String body = "{\"metadata\":{\"name\":\"g\",\"uid\":\"u\"}}";
    assertThat(registry.put(GADGETS + "/g", body).status()).isEqualTo(404);
  }

  @Test
  void whatOnlyWatchesTakesNothingButGet() {
    String watch = GADGETS.replace("/v1/", "/v1/watch/");
    assertThat(registry.post(watch, "{}").status()).isEqualTo(405);
    assertThat(registry.delete(watch).status()).isEqualTo(405);
  }
}
