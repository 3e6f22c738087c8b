package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits in a kind's schema, and the words in which they are told. */
class SchemaLimitsTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer create(String spec) {
    return registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"},\"spec\":" + spec + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"size\":0}|spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1",
        "{\"size\":11}|spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10",
        "{\"name\":\"A1\"}|spec.name: Invalid value: \"A1\": spec.name in body should match '^[a-z]+$'",
        "{\"name\":\"a\"}|spec.name: Invalid value: \"a\": spec.name in body should be at least 2 chars long",
        "{\"name\":\"abcdef\"}|spec.name: Too long: may not be more than 5 bytes",
        "{\"tier\":\"iron\"}|spec.tier: Unsupported value: \"iron\": supported values: \"gold\", \"silver\"",
        "{\"place\":{\"street\":\"x\"}}|spec.place.city: Required value",
        "{\"numbers\":[1]}|spec.numbers: Invalid value: [1]: spec.numbers in body should have at least 2 items",
        "{\"numbers\":[1,2,3,4]}|spec.numbers: Too many: 4: must have at most 3 items",
        "{\"tags\":[\"a\",\"b\",\"a\"]}|spec.tags[2]: Duplicate value: \"a\"",
        "{\"ports\":[{\"name\":\"a\"},{\"name\":\"a\",\"port\":1}]}|spec.ports[1]: Duplicate value: {\"name\":\"a\"}",
        "{\"ports\":[{\"port\":1}]}|spec.ports[0].name: Required value",
      })
  void whatTheSchemaForbidsIsRefused(String spec, String error) {
    Answer answer = create(spec);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).isEqualTo("Widget.example.com \"w\" is invalid: " + error);
  }

  @Test
  void severalProblemsAreToldTogether() {
    assertThat(create("{\"size\":0,\"tier\":\"iron\"}").message())
        .startsWith("Widget.example.com \"w\" is invalid: [spec.size: Invalid value: 0: ")
        .contains(", spec.tier: Unsupported value: \"iron\"");
  }

  @Test
  void updatesPatchesAndAppliesAreHeldToThem() {
    create("{\"size\":1}");
    String widget = WIDGETS + "/w";
    String bad = "{\"spec\":{\"size\":11}}";
    assertThat(registry.merge(widget, bad).status()).isEqualTo(422);
    assertThat(registry.strategic(widget, bad).status()).isEqualTo(422);
    assertThat(
            registry.put(widget, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":11}}").status())
        .isEqualTo(422);
    assertThat(
            registry
                .apply(
                    widget + "?fieldManager=m&force=true",
                    "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"spec\":{\"size\":11}}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void anAbsentMemberBecomesItsDefault() {
    assertThat(create("{\"size\":1}").at("/spec/tier")).isEqualTo("silver");
    String widget = WIDGETS + "/w";
    assertThat(registry.get(widget).at("/spec/tier")).isEqualTo("silver");
    assertThat(registry.merge(widget, "{\"spec\":{\"tier\":\"gold\"}}").at("/spec/tier"))
        .isEqualTo("gold");
    assertThat(registry.merge(widget, "{\"spec\":{\"tier\":null}}").at("/spec/tier"))
        .isEqualTo("silver");
  }

  @Test
  void insideOfAnAbsentObjectThereAreNoDefaults() {
    Answer answer = registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"}}");
    assertThat(answer.json().path("spec").isMissingNode()).isTrue();
  }
}
