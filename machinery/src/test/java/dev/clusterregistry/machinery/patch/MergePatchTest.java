package dev.clusterregistry.machinery.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.RandomTrees;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {

  /** The table of RFC 7386, appendix A, as far as it speaks of objects; and nulls in lists. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'a':'b'}|{'a':'c'}|{'a':'c'}",
        "{'a':'b'}|{'b':'c'}|{'a':'b','b':'c'}",
        "{'a':'b'}|{'a':null}|{}",
        "{'a':'b','b':'c'}|{'a':null}|{'b':'c'}",
        "{'a':['b']}|{'a':'c'}|{'a':'c'}",
        "{'a':'c'}|{'a':['b']}|{'a':['b']}",
        "{'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
        "{'e':null}|{'a':1}|{'e':null,'a':1}",
        "{}|{'a':{'bb':{'ccc':null}}}|{'a':{'bb':{}}}",
        "{'a':'foo'}|{'a':{'x':null,'y':1}}|{'a':{'y':1}}",
        "{'a':1}|{'l':[null,{'x':null,'y':[{'z':null}]}]}|{'a':1,'l':[null,{'y':[{}]}]}",
        "{'a':1}|{}|{'a':1}",
      })
  void merges(String target, String patch, String result) {
    assertThat(GoJson.text(parse(patch).apply(parse(target).patch())))
        .isEqualTo(result.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'metadata':|error decoding patch: unexpected end of JSON input",
        "[]|error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
        "1|error decoding patch: json: cannot unmarshal number into Go value of type map[string]interface {}",
        "null|Invalid JSON Patch",
      })
  void whatIsNoObjectIsABadRequest(String body, String message) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(400))
        .hasMessage(message);
  }

  @Test
  void duplicatesAreReported() {
    assertThat(parse("{'spec':{'a':1,'a':2}}").problems())
        .containsExactly("duplicate field \"spec.a\"");
  }

  @Test
  void theTargetIsNeverChangedAndAPatchAppliedTwiceIsAppliedOnce() {
    long seed = new Random().nextLong();
    System.out.println("theTargetIsNeverChanged seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode target = RandomTrees.object(random, 4);
      String before = GoJson.text(target);
      MergePatch patch = parse(GoJson.text(RandomTrees.object(random, 4)));
      ObjectNode once = patch.apply(target);
      assertThat(GoJson.text(target)).as("seed %d", seed).isEqualTo(before);
      assertThat(Trees.same(once, patch.apply(once))).as("seed %d", seed).isTrue();
    }
  }

  private static MergePatch parse(String body) {
    return MergePatch.parse(body.replace('\'', '"').getBytes(UTF_8));
  }
}
