package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of deletions that other servers act on: none may leave an object that hangs. */
class DeletePoliciesTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer delete(String path, String options) {
    Headers headers = Headers.of("Content-Type", "application/json");
    return registry.call("DELETE", path, headers, options.replace('\'', '"'));
  }

  private void create(String name) {
    registry.post(
        WIDGETS, "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"n\":\"" + name + "\"}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'propagationPolicy':'Foreground'}",
        "{'propagationPolicy':'Orphan'}",
        "{'propagationPolicy':'Background'}",
        "{'orphanDependents':true}",
        "{'orphanDependents':false}",
        "{'gracePeriodSeconds':3600}",
        "{'gracePeriodSeconds':0}",
        "{'gracePeriodSeconds':-1}",
        "{'ignoreStoreReadErrorWithClusterBreakingPotential':true}"
      })
  void withoutDependentsAndGraceAnObjectIsGoneAtOnce(String options) {
    create("w");
    Answer answer = delete(WIDGET, options);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/kind")).isEqualTo("Status");
    assertThat(answer.at("/details/kind")).isEqualTo("widgets");
    assertThat(answer.json().at("/details/uid").asString()).isNotEmpty();
    assertThat(registry.get(WIDGET).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'propagationPolicy':'x'} | propagationPolicy: Unsupported value: \"x\": supported values:"
            + " \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
        "{'propagationPolicy':'Background','orphanDependents':true} | propagationPolicy: Invalid"
            + " value: \"Background\": orphanDependents and deletionPropagation cannot be both set",
        "{'dryRun':['x']} | dryRun: Unsupported value: [\"x\"]: supported values: \"All\""
      })
  void whatMakesNoSenseIsRefused(String options, String why) {
    create("w");
    for (String path : new String[] {WIDGET, WIDGETS}) {
      Answer answer = delete(path, options);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.message()).isEqualTo("DeleteOptions.meta.k8s.io \"\" is invalid: " + why);
    }
    assertThat(registry.get(WIDGET).status()).isEqualTo(200);
  }

  @Test
  void aBodyCountsAloneAndTheQueryOnlyWithoutOne() {
    create("w");
    assertThat(delete(WIDGET + "?dryRun=All", "{}").status()).isEqualTo(200);
    assertThat(registry.get(WIDGET).status()).isEqualTo(404);
    create("w");
    assertThat(registry.delete(WIDGET + "?dryRun=All").status()).isEqualTo(200);
    assertThat(registry.get(WIDGET).status()).isEqualTo(200);
    assertThat(registry.delete(WIDGET + "?propagationPolicy=x").status()).isEqualTo(422);
    assertThat(registry.delete(WIDGET + "?gracePeriodSeconds=x").message())
        .isEqualTo("strconv.ParseInt: parsing \"x\": invalid syntax");
  }

  @Test
  void aCollectionIsDeletedAsFarAsTheListGoes() {
    for (String name : new String[] {"a", "b", "c", "d"}) {
      create(name);
    }
    Answer first = registry.delete(WIDGETS + "?limit=2");
    assertThat(first.at("/kind")).isEqualTo("WidgetList");
    assertThat(first.names()).containsExactly("a", "b");
    assertThat(registry.get(WIDGETS).names()).containsExactly("c", "d");
    registry.delete(WIDGETS + "?labelSelector=n%3Dc");
    assertThat(registry.get(WIDGETS).names()).containsExactly("d");
    registry.delete(WIDGETS + "?fieldSelector=metadata.name!%3Dd");
    assertThat(registry.get(WIDGETS).names()).containsExactly("d");
  }

  @Test
  void aFormThatAListCannotHaveDeletesNothing() {
    create("w");
    Answer answer =
        registry.call(
            "DELETE",
            WIDGETS,
            Headers.of("Accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"),
            "");
    assertThat(answer.status()).isEqualTo(406);
    assertThat(registry.get(WIDGETS).names()).containsExactly("w");
  }

  @Test
  void objectsOfACollectionThatFinalizersHoldAreOnlyMarked() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"a/b\"]}}");
    create("w");
    Answer answer = registry.delete(WIDGETS);
    assertThat(answer.names()).containsExactly("held", "w");
    assertThat(answer.json().at("/items/0/metadata/deletionTimestamp").isMissingNode())
        .as("the list is of before")
        .isTrue();
    assertThat(registry.get(WIDGETS).names()).containsExactly("held");
    assertThat(registry.get(WIDGETS + "/held").at("/metadata/deletionTimestamp")).isNotEmpty();
  }
}
