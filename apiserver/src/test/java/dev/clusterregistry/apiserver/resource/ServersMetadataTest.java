package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata of a stored object that clients cannot change, or only in ways that are refused. */
class ServersMetadataTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static String metadata(String members) {
    return "{\"metadata\":{\"name\":\"w\","
        + members.replace('\'', '"')
        + "},\"spec\":{\"size\":1}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'creationTimestamp':'2001-01-01T00:00:00Z'",
        "'creationTimestamp':null",
        "'generation':7",
        "'generation':-1",
        "'selfLink':'/x'",
        "'uid':''",
        "'namespace':'elsewhere'",
        "'resourceVersion':'0'"
      })
  void whatTheServerDecidesStaysAsItIs(String members) {
    Answer before = registry.get(WIDGET);
    Answer answer = registry.put(WIDGET, metadata(members));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(before.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'deletionTimestamp':'2001-01-01T00:00:00Z' | deletionTimestamp | \"2001-01-01T00:00:00Z\"",
        "'deletionGracePeriodSeconds':30 | deletionGracePeriodSeconds | 30"
      })
  void anUpdateCannotDelete(String members, String field, String shown) {
    String refusal =
        "Widget.example.com \"w\" is invalid: metadata."
            + field
            + ": Invalid value: "
            + shown
            + ": field is immutable";
    for (Answer answer :
        new Answer[] {
          registry.put(WIDGET, metadata(members)), registry.merge(WIDGET, metadata(members))
        }) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.message()).isEqualTo(refusal);
    }
  }

  @Test
  void aPatchCannotGiveAnotherUid() {
    for (Answer answer :
        new Answer[] {
          registry.merge(WIDGET, "{\"metadata\":{\"uid\":\"u\"}}"),
          registry.strategic(WIDGET, "{\"metadata\":{\"uid\":\"u\"}}"),
          registry.jsonPatch(
              WIDGET, "[{\"op\":\"replace\",\"path\":\"/metadata/uid\",\"value\":\"u\"}]")
        }) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.message())
          .isEqualTo(
              "Widget.example.com \"w\" is invalid: metadata.uid: Invalid value: \"u\": field is"
                  + " immutable");
    }
  }

  @Test
  void ownersThatComeTwiceAreKeptOnceWithAWarning() {
    String owner = "{'apiVersion':'v1','kind':'ConfigMap','name':'o','uid':'u'}";
    String twice = metadata("'ownerReferences':[" + owner + "," + owner + "]");
    String warning =
        "299 - \".metadata.ownerReferences contains duplicate entries%s; API server dedups owner"
            + " references in 1.20+, and may reject such requests as early as 1.24; please fix your"
            + " requests; duplicate UID(s) observed: u\"";
    Answer put = registry.put(WIDGET, twice);
    assertThat(put.json().at("/metadata/ownerReferences")).hasSize(1);
    assertThat(put.warnings()).containsExactly(warning.formatted(""));
    Answer patched = registry.merge(WIDGET, twice);
    assertThat(patched.json().at("/metadata/ownerReferences")).hasSize(1);
    assertThat(patched.warnings())
        .containsExactly(warning.formatted(" after mutating admission happens"));
    Answer created = registry.post(WIDGETS, twice.replace("\"w\"", "\"v\""));
    assertThat(created.json().at("/metadata/ownerReferences")).hasSize(1);
    assertThat(created.warnings()).containsExactly(warning.formatted(""));
  }

  @Test
  void aKindThatIsNotOverwrittenBlindlyWantsAVersion() {
    registry.create("a", "g");
    String gadget = Registry.in("v1", "a") + "/g";
    for (String version :
        new String[] {"", ",\"resourceVersion\":\"\"", ",\"resourceVersion\":\"0\""}) {
      Answer answer = registry.put(gadget, "{\"metadata\":{\"name\":\"g\"" + version + "}}");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.message())
          .isEqualTo(
              "gadgets.example.com \"g\" is invalid: metadata.resourceVersion: Invalid value: 0: must"
                  + " be specified for an update");
      assertThat(answer.at("/details/kind")).isEqualTo("gadgets");
    }
    String absent = Registry.in("v1", "a") + "/h";
    assertThat(registry.put(absent, "{\"metadata\":{\"name\":\"h\"}}").status()).isEqualTo(404);
  }

  @Test
  void aVersionThatIsNoNumberIsAnErrorWithoutAReason() {
    Answer answer = registry.put(WIDGET, metadata("'resourceVersion':'abc'"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.at("/reason")).isEmpty();
    assertThat(answer.message()).isEqualTo("strconv.ParseUint: parsing \"abc\": invalid syntax");
  }
}
