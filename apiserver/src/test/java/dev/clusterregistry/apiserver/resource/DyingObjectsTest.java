package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to an object that is deleted and held by finalizers. */
class DyingObjectsTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @BeforeEach
  void markOne() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\",\"finalizers\":[\"a/b\",\"c/d\"]}}");
    registry.delete(WIDGET);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static String finalizers(String list) {
    return "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\",\"finalizers\":"
        + list
        + "}}";
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(
            "Widget.example.com \"w\" is invalid: metadata.finalizers: Forbidden: no new finalizers"
                + " can be added if the object is being deleted, found new finalizers"
                + " []string{\"e/f\"}");
  }

  @Test
  void noWriteAddsAFinalizer() {
    String body = finalizers("[\"a/b\",\"c/d\",\"e/f\"]");
    assertRefused(registry.put(WIDGET, body));
    assertRefused(registry.merge(WIDGET, body));
    assertRefused(registry.strategic(WIDGET, finalizers("[\"e/f\"]")));
    assertRefused(registry.apply(WIDGET + "?fieldManager=m", finalizers("[\"e/f\"]")));
    String addition = "[{\"op\":\"add\",\"path\":\"/metadata/finalizers/-\",\"value\":\"e/f\"}]";
    assertRefused(registry.jsonPatch(WIDGET, addition));
  }

  @Test
  void theRestCanStillBeChanged() {
    Answer answer =
        registry.merge(WIDGET, "{\"metadata\":{\"labels\":{\"x\":\"y\"}},\"spec\":{\"size\":2}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/metadata/deletionTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(answer.json().at("/metadata/generation").asInt())
        .as("one for the deletion, one for the spec")
        .isEqualTo(3);
    assertThat(registry.merge(WIDGET + "/status", "{\"status\":{\"phase\":\"x\"}}").status())
        .isEqualTo(200);
  }

  @Test
  void theDeletionCannotBeTakenBack() {
    Answer answer = registry.merge(WIDGET, "{\"metadata\":{\"deletionTimestamp\":null}}");
    assertThat(answer.at("/metadata/deletionTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
    Answer put = registry.put(WIDGET, finalizers("[\"a/b\",\"c/d\"]"));
    assertThat(put.at("/metadata/deletionTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(put.json().at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isEqualTo(0);
  }

  @Test
  void oneOfSeveralFinalizersMayGo() {
    assertThat(registry.put(WIDGET, finalizers("[\"c/d\"]")).status()).isEqualTo(200);
    assertThat(registry.get(WIDGET).at("/metadata/finalizers/0")).isEqualTo("c/d");
  }

  @Test
  void aDryRunWithoutFinalizersLeavesTheObject() {
    Answer answer = registry.put(WIDGET + "?dryRun=All", finalizers("[]"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(registry.get(WIDGET).json().at("/metadata/finalizers")).hasSize(2);
  }

  @Test
  void aPutWithoutFinalizersTakesTheObjectWithIt() {
    assertThat(registry.put(WIDGET, finalizers("[]")).status()).isEqualTo(200);
    assertThat(registry.get(WIDGET).status()).isEqualTo(404);
  }

  @Test
  void itsNameIsTakenUntilThen() {
    Answer answer = registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"}}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo("object is being deleted: widgets.example.com \"w\" already exists");
  }
}
