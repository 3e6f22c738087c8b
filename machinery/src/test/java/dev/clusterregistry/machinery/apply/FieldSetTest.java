package dev.clusterregistry.machinery.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.json.GoJson;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},'f:spec':{'f:x':{}}}",
        "{'f:l':{'k:{\\\"port\\\":80,\\\"protocol\\\":\\\"TCP\\\"}':{'.':{},'f:name':{}}}}",
        "{'f:s':{'v:1':{},'v:\\\"a/b\\\"':{},'v:true':{}}}",
        "{'f:l':{'i:0':{},'i:10':{}}}",
        "{'f:':{},'f:a.b/c~d':{},'f:with:colon':{}}",
      })
  void whatIsReadIsWrittenTheSame(String json) throws UndecodableFieldsException {
    String text = json.replace('\'', '"');
    assertThat(GoJson.text(FieldSetJson.encode(read(json)))).isEqualTo(text);
  }

  @Test
  void membersAreWrittenInOrder() throws UndecodableFieldsException {
    assertThat(
            GoJson.text(
                FieldSetJson.encode(
                    read(
                        "{'f:b':{},'i:1':{},'v:2':{},'k:{\\\"z\\\":1,\\\"a\\\":2}':{},'f:a':{}}"))))
        .isEqualTo(
            "{\"f:a\":{},\"f:b\":{},\"k:{\\\"a\\\":2,\\\"z\\\":1}\":{},\"v:2\":{},\"i:1\":{}}");
  }

  @Test
  void stepsOfAnUnknownKindAreLeftOut() throws UndecodableFieldsException {
    assertThat(read("{'x:new':{'f:a':{}},'f:b':{}}")).isEqualTo(FieldSet.path("b"));
    assertThat(read("{'f:b':{'x:new':{}}}")).isEqualTo(FieldSet.path("b"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'a':{}}|key must be 2 characters long:",
        "{'fa:':{}}|missing colon: fa:",
        "{'v:x':{}}|invalid character 'x' looking for beginning of value",
        "{'i:x':{}}|strconv.Atoi: parsing \"x\": invalid syntax",
      })
  void whatIsNoSetIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UndecodableFieldsException.class)
        .hasMessage(message);
  }

  @Test
  void pathsReadAsInMessages() throws UndecodableFieldsException {
    assertThat(
            read(
                "{'f:l':{'k:{\\\"type\\\":\\\"OK\\\",\\\"n\\\":1}':{'f:x':{}}},'f:s':{'v:\\\"a\\\"':{}},'f:i':{'i:3':{}}}"))
        .hasToString(".i[3]\n.l[n=1,type=\"OK\"].x\n.s[=\"a\"]");
  }

  @Test
  void theOperationsAreThoseOfSetsOfPaths() {
    long seed = new Random().nextLong();
    System.out.println("theOperationsAreThoseOfSetsOfPaths seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      FieldSet left = randomSet(random);
      FieldSet right = randomSet(random);
      Set<String> mine = paths(left);
      Set<String> theirs = paths(right);
      Set<String> union = new HashSet<>(mine);
      union.addAll(theirs);
      assertThat(paths(left.union(right))).as("seed %d", seed).isEqualTo(union);
      assertThat(paths(left.intersection(right)))
          .isEqualTo(kept(mine, theirs, String::equals, true));
      assertThat(paths(left.difference(right)))
          .isEqualTo(kept(mine, theirs, String::equals, false));
      assertThat(paths(left.withoutTrees(right)))
          .isEqualTo(
              kept(mine, theirs, (path, tree) -> (path + ".").startsWith(tree + "."), false));
      assertThat(left.difference(left)).isEqualTo(FieldSet.EMPTY);
      assertThat(left.union(right).difference(right)).isEqualTo(left.difference(right));
    }
  }

  private static Set<String> kept(
      Set<String> mine, Set<String> theirs, BiPredicate<String, String> covers, boolean covered) {
    Set<String> kept = new HashSet<>(mine);
    kept.removeIf(path -> covered == theirs.stream().noneMatch(other -> covers.test(path, other)));
    return kept;
  }

  private static Set<String> paths(FieldSet set) {
    return set.isEmpty() ? Set.of() : new HashSet<>(List.of(set.toString().split("\n")));
  }

  private static FieldSet randomSet(Random random) {
    FieldSet set = FieldSet.EMPTY;
    for (int i = random.nextInt(6); i >= 0; i--) {
      String[] path = new String[1 + random.nextInt(3)];
      for (int j = 0; j < path.length; j++) {
        path[j] = Character.toString('a' + random.nextInt(3));
      }
      set = set.union(FieldSet.path(path));
    }
    return set;
  }

  private static FieldSet read(String json) throws UndecodableFieldsException {
    return FieldSetJson.decode(Widgets.json(json));
  }
}
