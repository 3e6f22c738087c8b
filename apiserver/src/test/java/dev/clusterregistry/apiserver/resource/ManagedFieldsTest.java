package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who owns what after requests other than apply. */
class ManagedFieldsTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer create(String query) {
    return registry.post(WIDGETS + query, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1}}");
  }

  private static String fields(Answer answer, int entry) {
    return answer.json().at("/metadata/managedFields/" + entry + "/fieldsV1").toString();
  }

  @Test
  void theManagerIsNamedOrTheProgram() {
    assertThat(create("?fieldManager=tool").at("/metadata/managedFields/0/manager"))
        .isEqualTo("tool");
    String body = "{\"metadata\":{\"name\":\"v\"},\"spec\":{\"size\":1}}";
    Answer answer =
        registry.call("POST", WIDGETS, Headers.of("User-Agent", "kubectl/v1.36 (linux)"), body);
    assertThat(answer.at("/metadata/managedFields/0/manager")).isEqualTo("kubectl");
  }

  @Test
  void aCreateOwnsItsFieldsAndTheDefaults() {
    assertThat(fields(create(""), 0)).isEqualTo("{\"f:spec\":{\"f:size\":{},\"f:tier\":{}}}");
  }

  @Test
  void everyKindOfPatchOwnsWhatItChanges() {
    create("?fieldManager=a");
    registry.merge(WIDGET + "?fieldManager=merge", "{\"spec\":{\"name\":\"ab\"}}");
    registry.strategic(WIDGET + "?fieldManager=strategic", "{\"spec\":{\"tags\":[\"t\"]}}");
    Answer answer =
        registry.jsonPatch(
            WIDGET + "?fieldManager=json",
            "[{\"op\":\"add\",\"path\":\"/spec/numbers\",\"value\":[1,2]}]");
    assertThat(ApplyTest.managers(answer))
        .containsExactly("a Update", "json Update", "merge Update", "strategic Update");
    assertThat(fields(answer, 1)).isEqualTo("{\"f:spec\":{\"f:numbers\":{}}}");
    assertThat(fields(answer, 3))
        .isEqualTo("{\"f:spec\":{\"f:tags\":{\".\":{},\"v:\\\"t\\\"\":{}}}}");
  }

  @Test
  void nobodyOwnsWhatTheServerClears() {
    Answer answer =
        registry.post(
            "/apis/example.com/v1/widgets",
            "{\"metadata\":{\"name\":\"cleared\",\"deletionTimestamp\":\"2020-01-01T00:00:00Z\","
                + "\"labels\":{\"a\":\"b\"}}}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).doesNotContain("deletionTimestamp");
  }

  @Test
  void statusWritesOwnTheStatusThroughTheSubresource() {
    create("?fieldManager=a");
    Answer answer =
        registry.merge(
            WIDGET + "/status?fieldManager=s",
            "{\"metadata\":{\"labels\":{\"x\":\"y\"}},\"status\":{\"phase\":\"x\"}}");
    assertThat(ApplyTest.managers(answer)).containsExactly("a Update", "s Update status");
    assertThat(fields(answer, 1)).isEqualTo("{\"f:status\":{\"f:phase\":{}}}");
    assertThat(answer.json().at("/metadata/labels").isMissingNode()).isTrue();
  }

  @Test
  void aPutWithoutManagedFieldsKeepsThem() {
    create("?fieldManager=a");
    Answer answer =
        registry.put(
            WIDGET + "?fieldManager=a", "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1}}");
    assertThat(answer.text()).isEqualTo(registry.get(WIDGET).text());
    assertThat(ApplyTest.managers(answer)).containsExactly("a Update");
  }

  @Test
  void anEmptyListForgetsAllManagersUntilTheNextApply() {
    create("?fieldManager=a");
    Answer cleared = registry.merge(WIDGET, "{\"metadata\":{\"managedFields\":[]}}");
    assertThat(cleared.json().at("/metadata/managedFields").isMissingNode()).isTrue();
    Answer updated = registry.merge(WIDGET, "{\"spec\":{\"size\":2}}");
    assertThat(updated.json().at("/metadata/managedFields").isMissingNode()).isTrue();
    Answer applied =
        registry.apply(
            WIDGET + "?fieldManager=m",
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"spec\":{\"size\":2}}");
    assertThat(ApplyTest.managers(applied)).containsExactly("m Apply", "before-first-apply Update");
  }

  @Test
  void moreThanTenUpdatersAreMerged() {
    create("?fieldManager=m0");
    Answer answer = registry.get(WIDGET);
    for (int i = 1; i <= 12; i++) {
      answer =
          registry.merge(
              WIDGET + "?fieldManager=m" + i, "{\"metadata\":{\"labels\":{\"l" + i + "\":\"x\"}}}");
    }
    assertThat(ApplyTest.managers(answer)).hasSize(10).contains("ancient-changes Update");
  }

  @Test
  void managersThatNobodyCouldBeAreRefused() {
    create("?fieldManager=a");
    String entry =
        "{\"manager\":\""
            + "m".repeat(129)
            + "\",\"operation\":\"Update\",\"apiVersion\":\"example.com/v1\",\"fieldsType\":\"FieldsV1\","
            + "\"fieldsV1\":{\"f:spec\":{\"f:size\":{}}}}";
    assertThat(
            registry.merge(WIDGET, "{\"metadata\":{\"managedFields\":[" + entry + "]}}").message())
        .isEqualTo(
            "Widget.example.com \"w\" is invalid: metadata.managedFields[0].manager: Too long: may"
                + " not be more than 128 bytes");
  }

  @Test
  void whatIsTooLargeWithManagedFieldsIsStoredWithoutThem() {
    StringBuilder labels = new StringBuilder("\"l\":\"x\"");
    for (int i = 0; i < 21_000; i++) {
      labels.append(",\"a-rather-long-key-of-a-label-").append(i).append("\":\"\"");
    }
    Answer answer =
        registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\",\"labels\":{" + labels + "}}}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/managedFields").isMissingNode()).isTrue();
  }

  @Test
  void aDeletionThatFinalizersHoldUpChangesNoOwner() {
    registry.post(
        WIDGETS + "?fieldManager=a",
        "{\"metadata\":{\"name\":\"w\",\"finalizers\":[\"a/b\"]},\"spec\":{\"size\":1}}");
    Answer marked = registry.delete(WIDGET);
    assertThat(ApplyTest.managers(marked)).containsExactly("a Update");
    assertThat(fields(marked, 0)).doesNotContain("deletion");
  }

  @Test
  void listsHaveThemInTheOrderOfTheirStruct() {
    create("?fieldManager=a");
    assertThat(registry.get(WIDGETS).text())
        .contains(
            "\"managedFields\":[{\"manager\":\"a\",\"operation\":\"Update\",\"apiVersion\":\"example.com/v1\","
                + "\"time\":\"2026-11-22T10:00:00Z\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{");
  }
}
