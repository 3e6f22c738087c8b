package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What kubectl does when it changes from applying by itself to applying on the server. */
class KubectlAppliesTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private static final String LAST = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String CONFIGURATION =
      "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":%d}}";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private Answer createdByClientSideApply() {
    String last = CONFIGURATION.formatted(1);
    return registry.post(
        WIDGETS + "?fieldManager=kubectl-client-side-apply",
        "{\"metadata\":{\"name\":\"w\",\"annotations\":{\""
            + LAST
            + "\":"
            + quoted(last + "\n")
            + "}},\"spec\":{\"size\":1}}");
  }

  @Test
  void whatItAppliedItselfIsNoConflictAndTheAnnotationFollows() {
    assertThat(createdByClientSideApply().status()).isEqualTo(201);
    Answer applied = registry.apply(WIDGET + "?fieldManager=kubectl", CONFIGURATION.formatted(2));
    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    JsonNode last =
        JsonMapper.shared()
            .readTree(applied.json().at("/metadata/annotations").path(LAST).asString());
    assertThat(last.at("/spec/size").asInt()).isEqualTo(2);
    Answer other = registry.apply(WIDGET + "?fieldManager=other", CONFIGURATION.formatted(3));
    assertThat(other.status()).as("others are in conflict").isEqualTo(409);
  }

  @Test
  void itsOwnUpdatesBecomeAnApplyByAPatchOfTheManagedFields() {
    createdByClientSideApply();
    Answer applied = registry.apply(WIDGET + "?fieldManager=kubectl", CONFIGURATION.formatted(1));
    String entry = applied.json().at("/metadata/managedFields/0").toString();
    String migration =
        "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":["
            + entry
            + "]},{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"%s\"}]";
    assertThat(registry.jsonPatch(WIDGET, migration.formatted("1")).status()).isEqualTo(409);
    Answer migrated = registry.jsonPatch(WIDGET, migration.formatted(applied.revision()));
    assertThat(migrated.status()).as(migrated.text()).isEqualTo(200);
    assertThat(ApplyTest.managers(migrated)).containsExactly("kubectl Apply");
    assertThat(migrated.json().at("/metadata/managedFields/0").toString()).isEqualTo(entry);
  }

  @Test
  void theLastAppliedAnnotationIsGivenUpByAnotherApply() {
    createdByClientSideApply();
    String annotations =
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"%s}}";
    Answer taken =
        registry.apply(
            WIDGET + "?force=true&fieldManager=kubectl-last-applied",
            annotations.formatted(",\"annotations\":{\"" + LAST + "\":\"{}\"}"));
    assertThat(ApplyTest.managers(taken)).contains("kubectl-last-applied Apply");
    Answer given =
        registry.apply(WIDGET + "?fieldManager=kubectl-last-applied", annotations.formatted(""));
    assertThat(given.json().at("/metadata/annotations").path(LAST).isMissingNode()).isTrue();
    assertThat(ApplyTest.managers(given)).doesNotContain("kubectl-last-applied Apply");
  }
}
