package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strategic merge patches as clients send them. */
class StrategicMergeTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.post(
        WIDGETS,
        "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"tags\":[\"a\",\"b\"],"
            + "\"ports\":[{\"name\":\"x\",\"port\":1},{\"name\":\"y\",\"port\":2}]}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer patch(String query, String spec) {
    return registry.strategic(WIDGET + query, "{\"spec\":" + spec.replace('\'', '"') + "}");
  }

  private static String at(Answer answer, String pointer) {
    return answer.json().at(pointer).toString().replace('"', '\'');
  }

  @Test
  void listsMergeByTheirKeys() {
    Answer answer = patch("", "{'ports':[{'name':'y','port':3},{'name':'z','port':4}]}");
    assertThat(at(answer, "/spec/ports"))
        .isEqualTo("[{'name':'x','port':1},{'name':'y','port':3},{'name':'z','port':4}]");
    assertThat(at(patch("", "{'tags':['c']}"), "/spec/tags")).isEqualTo("['c','a','b']");
  }

  @Test
  void directivesDeleteReplaceAndOrder() {
    Answer answer =
        patch(
            "", "{'ports':[{'name':'x','$patch':'delete'}],'$deleteFromPrimitiveList/tags':['a']}");
    assertThat(at(answer, "/spec/ports")).isEqualTo("[{'name':'y','port':2}]");
    assertThat(at(answer, "/spec/tags")).isEqualTo("['b']");
    answer = patch("", "{'ports':[{'name':'q','port':1},{'$patch':'replace'}]}");
    assertThat(at(answer, "/spec/ports")).isEqualTo("[{'name':'q','port':1}]");
    answer =
        patch(
            "",
            "{'$setElementOrder/ports':[{'name':'r'},{'name':'q'}],'ports':[{'name':'r','port':2}]}");
    assertThat(at(answer, "/spec/ports"))
        .isEqualTo("[{'name':'r','port':2},{'name':'q','port':1}]");
    answer = patch("", "{'$retainKeys':['size'],'size':3}");
    assertThat(at(answer, "/spec")).isEqualTo("{'size':3,'tier':'silver'}");
  }

  @Test
  void strictlyUnknownFieldsAreRefusedShowingThePatch() {
    Answer answer = patch("?fieldValidation=Strict", "{'foo':1,'size':2}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(
            " \"\" is invalid: patch: Invalid value: \"map[spec:map[foo:1 size:2]]\": strict decoding"
                + " error: unknown field \"spec.foo\"");
    assertThat(patch("", "{'foo':1,'size':2}").warnings())
        .containsExactly("299 - \"unknown field \\\"spec.foo\\\"\"");
    assertThat(patch("?fieldValidation=Ignore", "{'foo':1,'size':2}").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'spec':'x'}|map[spec:x]|cannot restore struct from: string",
        "{'metadata':{'labels':['a']}}|map[metadata:map[labels:[a]]]|cannot restore map from slice",
        "{'spec':{'tags':{'a':'b'}}}|map[spec:map[tags:map[a:b]]]|cannot restore slice from map",
        "{'spec':{'size':'x'}}|map[spec:map[size:x]]|unrecognized type: int64",
        "{'spec':{'size':1.5}}|map[spec:map[size:1.5]]|cannot convert float64 to int64",
        "{'spec':{'name':true}}|map[spec:map[name:true]]|unrecognized type: string",
        "{'metadata':{'uid':1}}|map[metadata:map[uid:1]]|cannot convert int64 to types.UID",
        "{'metadata':{'ownerReferences':'x'}}|map[metadata:map[ownerReferences:x]]|cannot restore slice from string",
        "{'kind':5}|map[kind:5]|cannot convert int64 to string",
        "{'spec':{'name':1}}|map[spec:map[name:1]]|cannot convert int64 to string",
      })
  void aResultOfWrongTypesIsToldInTheWordsOfItsConverter(
      String patch, String shown, String problem) {
    Answer answer = registry.strategic(WIDGET, patch.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(" \"\" is invalid: patch: Invalid value: \"" + shown + "\": " + problem);
  }

  @Test
  void theTypeOfTheObjectStaysWhateverThePatchSays() {
    Answer answer =
        registry.strategic(WIDGET, "{\"kind\":\"Nope\",\"apiVersion\":null,\"spec\":{\"size\":7}}");
    assertThat(answer.at("/kind")).isEqualTo("Widget");
    assertThat(answer.json().at("/spec/size").asInt()).isEqualTo(7);
  }

  @Test
  void aMissingObjectIsToldBeforeAnythingAboutThePatch() {
    assertThat(registry.strategic(WIDGETS + "/nobody", "no patch").status()).isEqualTo(404);
    assertThat(registry.strategic(WIDGET, "no patch").status()).isEqualTo(400);
  }

  @Test
  void theStatusIsPatchedThroughItsSubresource() {
    Answer answer =
        registry.strategic(
            WIDGET + "/status", "{\"spec\":{\"size\":5},\"status\":{\"phase\":\"x\"}}");
    assertThat(answer.at("/status/phase")).isEqualTo("x");
    assertThat(answer.json().at("/spec/size").isMissingNode()).isTrue();
  }
}
