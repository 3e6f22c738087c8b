package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unknown and duplicate fields: refused, warned of or dropped, as the client wants. */
class FieldValidationTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private static final String BODY =
      "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1,\"nope\":1,\"size\":2,\"ports\":[{\"name\":\"p\",\"x\":1}]}}";
  private static final String YAML =
      "metadata:\n  name: w\nspec:\n  size: 1\n  nope: 1\n  size: 2\n";
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":3}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer write(String method, String type, String validation, String body) {
    String path = method.equals("POST") ? WIDGETS : WIDGET;
    String text =
        method.equals("POST") ? body.replace("\"w\"", "\"v\"").replace(": w", ": v") : body;
    String force = type.contains("apply") ? "&force=true" : "";
    String query = "?fieldManager=m&fieldValidation=" + validation + force;
    return registry.call(method, path + query, Headers.of("Content-Type", type), text);
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT"})
  void bodiesAreJudgedInDocumentOrder(String method) {
    Answer strict = write(method, "application/json", "Strict", BODY);
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message())
        .isEqualTo(
            "Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown"
                + " field \"spec.nope\", duplicate field \"spec.size\", unknown field"
                + " \"spec.ports[0].x\"");
    Answer warned = write(method, "application/json", "", BODY);
    assertThat(warned.json().at("/spec/size").asInt()).as("the last counts").isEqualTo(2);
    assertThat(warned.warnings())
        .containsExactly(
            "299 - \"unknown field \\\"spec.nope\\\"\"",
            "299 - \"duplicate field \\\"spec.size\\\"\"",
            "299 - \"unknown field \\\"spec.ports[0].x\\\"\"");
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT"})
  void nothingIsSaidToWhoDoesNotWantToHear(String method) {
    Answer ignored = write(method, "application/json", "Ignore", BODY);
    assertThat(ignored.status()).isLessThan(300);
    assertThat(ignored.warnings()).isEmpty();
    assertThat(ignored.text()).doesNotContain("nope");
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT"})
  void yamlNamesTheLinesOfDuplicatesFirst(String method) {
    Answer strict = write(method, "application/yaml", "Strict", YAML);
    assertThat(strict.message())
        .isEqualTo(
            "Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: yaml:"
                + " unmarshal errors:\n  line 6: key \"size\" already set in map, unknown field"
                + " \"spec.nope\"");
    assertThat(write(method, "application/yaml", "Warn", YAML).warnings())
        .containsExactly(
            "299 - \"line 6: key \\\"size\\\" already set in map\"",
            "299 - \"unknown field \\\"spec.nope\\\"\"");
  }

  @ParameterizedTest
  @CsvSource({"merge-patch", "strategic-merge-patch"})
  void patchesNameTheirDuplicatesThenTheUnknownFieldsOfTheResult(String patch) {
    String type = "application/" + patch + "+json";
    String body = "{\"spec\":{\"nope\":1,\"size\":1,\"size\":2}}";
    Answer strict = write("PATCH", type, "Strict", body);
    assertThat(strict.status()).isEqualTo(422);
    assertThat(strict.message())
        .startsWith(" \"\" is invalid: patch: Invalid value: ")
        .endsWith(
            ": strict decoding error: duplicate field \"spec.size\", unknown field \"spec.nope\"");
    assertThat(write("PATCH", type, "Warn", body).warnings())
        .containsExactly(
            "299 - \"duplicate field \\\"spec.size\\\"\"",
            "299 - \"unknown field \\\"spec.nope\\\"\"");
    Answer ignored = write("PATCH", type, "Ignore", body);
    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.warnings()).isEmpty();
  }

  @Test
  void jsonPatchesNameTheirOwnMembersAsSuch() {
    String type = "application/json-patch+json";
    String body =
        "[{\"op\":\"add\",\"path\":\"/spec/nope\",\"value\":1,\"foo\":\"x\"},"
            + "{\"op\":\"add\",\"path\":\"/spec/size\",\"path\":\"/spec/size\",\"value\":5}]";
    assertThat(write("PATCH", type, "Strict", body).message())
        .endsWith(
            ": strict decoding error: json patch unknown field \"[0].foo\", json patch duplicate"
                + " field \"[1].path\", unknown field \"spec.nope\"");
    assertThat(write("PATCH", type, "Warn", body).warnings())
        .containsExactly(
            "299 - \"json patch unknown field \\\"[0].foo\\\"\"",
            "299 - \"json patch duplicate field \\\"[1].path\\\"\"",
            "299 - \"unknown field \\\"spec.nope\\\"\"");
    assertThat(write("PATCH", type, "Ignore", body).warnings()).isEmpty();
  }

  @Test
  void appliesNameDuplicatesByLineAndRefuseUnknownFieldsAlways() {
    String type = "application/apply-patch+yaml";
    String head = "apiVersion: example.com/v1\nkind: Widget\n";
    String twice = head + "spec:\n  size: 1\n  size: 2\n";
    Answer strict = write("PATCH", type, "Strict", twice);
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message())
        .isEqualTo(
            "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                + "  line 5: key \"size\" already set in map");
    for (String validation : new String[] {"Strict", "Warn", "Ignore"}) {
      Answer answer = write("PATCH", type, validation, head + "spec:\n  nope: 1\n");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.message()).endsWith(": .spec.nope: field not declared in schema");
    }
  }

  @Test
  void theSameWarningIsGivenOnce() {
    Answer answer =
        write(
            "PUT",
            "application/json",
            "",
            "{\"metadata\":{\"name\":\"w\"},\"x\":1,\"x\":2,\"x\":3}");
    assertThat(answer.warnings()).containsExactly("299 - \"unknown field \\\"x\\\"\"");
  }
}
