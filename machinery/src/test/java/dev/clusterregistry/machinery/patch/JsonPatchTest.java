package dev.clusterregistry.machinery.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.json.RandomTrees;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonPatchTest {
  private static final String DOCUMENT =
      "{\"o\":{\"a\":1,\"x/y\":2,\"m~n\":3,\"nil\":null},\"l\":[1,2,3],\"s\":\"t\"}";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'op':'add','path':'/o/b','value':{'c':[]}}|/o/b|{'c':[]}",
        "{'op':'add','path':'/o/a','value':9}|/o/a|9",
        "{'op':'add','path':'/o/b'}|/o/b|null",
        "{'op':'add','path':'/l/-','value':4}|/l|[1,2,3,4]",
        "{'op':'add','path':'/l/0','value':0}|/l|[0,1,2,3]",
        "{'op':'add','path':'/l/3','value':4}|/l|[1,2,3,4]",
        "{'op':'add','path':'/l/-1','value':4}|/l|[1,2,3,4]",
        "{'op':'add','path':'/l/-4','value':0}|/l|[0,1,2,3]",
        "{'op':'remove','path':'/l/-1'}|/l|[1,2]",
        "{'op':'remove','path':'/l/1'}|/l|[1,3]",
        "{'op':'remove','path':'/o/x~1y'}|/o|{'a':1,'m~n':3,'nil':null}",
        "{'op':'remove','path':'/o/m~0n'}|/o|{'a':1,'x/y':2,'nil':null}",
        "{'op':'replace','path':'/l/-3','value':7}|/l|[7,2,3]",
        "{'op':'replace','path':'/o/new','value':7}|/o/new|7",
        "{'op':'replace','path':'','value':{'z':1}}||{'z':1}",
        "{'op':'move','from':'/s','path':'/o/s'}|/o/s|'t'",
        "{'op':'move','from':'/l/0','path':'/l/-'}|/l|[2,3,1]",
        "{'op':'copy','from':'/l','path':'/o/l'}|/o/l|[1,2,3]",
        "{'op':'copy','from':'/nowhere','path':'/o/l'}|/o/l|null",
        "{'op':'test','path':'/o/a','value':1}|/s|'t'",
        "{'op':'test','path':'/o/none','value':null}|/s|'t'",
        "{'op':'test','path':'/o/nil'}|/s|'t'",
        "{'op':'test','path':'/l','value':[1,2,3]}|/s|'t'",
        "{'op':'test','path':'','value':{'s':'t','l':[1,2,3],'o':{'nil':null,'m~n':3,'x/y':2,'a':1}}}|/s|'t'",
        "{'op':'add','path':'ignored/s','value':'u'}|/s|'u'",
      })
  void applies(String operation, String pointer, String expected) throws GoJsonException {
    JsonNode document = read(DOCUMENT);
    JsonNode result = patch("[" + operation + "]").apply(document);
    JsonNode there = result.at(pointer == null ? "" : pointer);
    assertThat(GoJson.text(there)).isEqualTo(expected.replace('\'', '"'));
    assertThat(GoJson.text(document)).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'frob','path':'/s'}",
        "{'path':'/s'}",
        "{'op':null,'path':'/s'}",
        "null",
        "{'op':'add','value':1}",
        "{'op':'add','path':'','value':{}}",
        "{'op':'add','path':'s','value':{}}",
        "{'op':'add','path':'/o/none/x','value':1}",
        "{'op':'add','path':'/s/x','value':1}",
        "{'op':'add','path':'/o/nil/x','value':1}",
        "{'op':'add','path':'/l/4','value':1}",
        "{'op':'add','path':'/l/-5','value':1}",
        "{'op':'add','path':'/l/x','value':1}",
        "{'op':'remove','path':'/none'}",
        "{'op':'remove','path':'/l/3'}",
        "{'op':'remove','path':'/l/-'}",
        "{'op':'replace','path':'/l/3','value':1}",
        "{'op':'replace','path':'','value':1}",
        "{'op':'move','from':'/none','path':'/s'}",
        "{'op':'move','path':'/s'}",
        "{'op':'move','from':'/s','path':'/none/x'}",
        "{'op':'copy','from':'/l/9','path':'/s'}",
        "{'op':'test','path':'/s','value':'u'}",
        "{'op':'test','path':'/s'}",
        "{'op':'test','path':'/o/a','value':'1'}",
        "{'op':'test','path':'/none','value':1}",
        "{'op':'test','path':'/l/9','value':null}",
      })
  void whatCannotBeAppliedIsUnprocessable(String operation) throws GoJsonException {
    JsonNode document = read(DOCUMENT);
    JsonPatch patch = patch("[" + operation + "]");
    assertThatThrownBy(() -> patch.apply(document))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(422))
        .hasMessage("the server rejected our request due to an error in our request");
    assertThat(GoJson.text(document)).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}|error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
        "[{|error decoding patch: unexpected end of JSON input",
        "[1]|error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp",
        "[{'op':1}]|error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string",
      })
  void whatIsNoPatchIsABadRequest(String body, String message) {
    assertThatThrownBy(() -> patch(body))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(400))
        .hasMessage(message);
  }

  @Test
  void anEmptyPatchChangesNothing() throws GoJsonException {
    assertThat(GoJson.text(patch("[]").apply(read(DOCUMENT)))).isEqualTo(DOCUMENT);
    assertThat(GoJson.text(patch("null").apply(read(DOCUMENT)))).isEqualTo(DOCUMENT);
  }

  @Test
  void tenThousandOperationsAreTheMost() {
    String operation = "{\"op\":\"test\",\"path\":\"/s\",\"value\":\"t\"}";
    assertThat(patch("[" + (operation + ",").repeat(9_999) + operation + "]").operations())
        .hasSize(10_000);
    assertThatThrownBy(() -> patch("[" + (operation + ",").repeat(10_000) + operation + "]"))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(413))
        .hasMessage(
            "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got"
                + " 10001");
  }

  @Test
  void copiesCannotMultiplyWithoutBound() throws GoJsonException {
    JsonNode document = read("{\"a\":\"" + "x".repeat(1000) + "\"}");
    StringBuilder body = new StringBuilder("[{'op':'copy','from':'/a','path':'/a0'}");
    body.append(",{'op':'add','path':'/l','value':[]}");
    for (int i = 0; i < 30; i++) {
      body.append(",{'op':'copy','from':'','path':'/l/-'}".replace("''", "'/l'"));
      body.append(",{'op':'copy','from':'/a','path':'/l/-'}");
    }
    JsonPatch patch = patch(body.append("]").toString());
    assertThatThrownBy(() -> patch.apply(document)).isInstanceOf(StatusException.class);
  }

  @Test
  void unknownAndDuplicateMembersAreReported() {
    JsonPatch patch =
        patch(
            "[{'op':'test','foo':1,'foo':2},{'op':'add','path':'/a','path':'/b','value':{'x':1,'x':2},'bar':1}]");
    assertThat(patch.problems())
        .containsExactly(
            "json patch unknown field \"[0].foo\"",
            "json patch duplicate field \"[1].path\"",
            "json patch duplicate field \"[1].value.x\"",
            "json patch unknown field \"[1].bar\"");
  }

  @Test
  void aPatchCanBeAppliedAgain() throws GoJsonException {
    JsonPatch patch =
        patch("[{'op':'add','path':'/n','value':{}},{'op':'add','path':'/n/x','value':1}]");
    JsonNode first = patch.apply(read("{}"));
    assertThat(patch.apply(read("{}"))).isEqualTo(first);
    assertThat(GoJson.text(first)).isEqualTo("{\"n\":{\"x\":1}}");
  }

  @Test
  void randomPatchesNeverChangeTheirInputNorFailOtherwiseThanWithAStatus() {
    long seed = new Random().nextLong();
    System.out.println("randomPatchesNeverChangeTheirInput seed " + seed);
    Random random = new Random(seed);
    String[] kinds = {"add", "remove", "replace", "move", "copy", "test"};
    for (int i = 0; i < 3_000; i++) {
      JsonNode document = RandomTrees.object(random, 4);
      String before = GoJson.text(document);
      StringBuilder body = new StringBuilder("[");
      for (int j = random.nextInt(4); j >= 0; j--) {
        body.append("{'op':'").append(kinds[random.nextInt(kinds.length)]);
        body.append("','path':'").append(pointer(random)).append("','from':'");
        body.append(pointer(random)).append("','value':");
        body.append(GoJson.text(RandomTrees.tree(random, 2)).replace("'", "")).append("}");
        body.append(j > 0 ? "," : "]");
      }
      try {
        patch(body.toString()).apply(document);
      } catch (StatusException refused) {
        assertThat(refused.status().code()).as("seed %d", seed).isIn(400, 422);
      }
      assertThat(GoJson.text(document)).as("seed %d: %s", seed, body).isEqualTo(before);
    }
  }

  private static String pointer(Random random) {
    StringBuilder pointer = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      pointer.append('/').append("abc01-".charAt(random.nextInt(6)));
    }
    return pointer.toString();
  }

  private static JsonPatch patch(String body) {
    return JsonPatch.parse(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static JsonNode read(String json) throws GoJsonException {
    return GoJsonReader.read(json.getBytes(UTF_8), duplicate -> {});
  }
}
