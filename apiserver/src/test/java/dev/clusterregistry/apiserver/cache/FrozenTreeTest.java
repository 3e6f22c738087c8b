package dev.clusterregistry.apiserver.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FrozenTreeTest {

  @Test
  void isAMapUnderRandomEditsAndOldVersionsStay() {
    for (long seed = 0; seed < 20; seed++) {
      randomEdits(seed);
    }
  }

  private static void randomEdits(long seed) {
    Random random = new Random(seed);
    int keys = 1 + random.nextInt(6_000);
    TreeMap<String, Frozen> model = new TreeMap<>();
    for (int i = 0; i < keys; i += 1 + random.nextInt(3)) {
      Frozen object = object(i, 1);
      model.put(object.key(), object);
    }
    FrozenTree tree = FrozenTree.of(List.copyOf(model.values()));
    check(seed, tree, model, random);
    for (int batch = 0; batch < 30; batch++) {
      FrozenTree before = tree;
      TreeMap<String, Frozen> modelBefore = new TreeMap<>(model);
      TreeEdit edit = new TreeEdit(tree);
      int deletions = random.nextInt(100);
      for (int i = random.nextInt(2_000); i > 0; i--) {
        int number = random.nextInt(keys);
        Frozen object = object(number, 2 + batch);
        if (random.nextInt(100) < deletions) {
          assertThat(edit.remove(object.key())).isSameAs(model.remove(object.key()));
        } else {
          assertThat(edit.put(object)).isSameAs(model.put(object.key(), object));
        }
      }
      tree = edit.done();
      check(seed, tree, model, random);
      check(seed, before, modelBefore, random);
    }
  }

  private static void check(
      long seed, FrozenTree tree, NavigableMap<String, Frozen> model, Random random) {
    assertThat(tree.size()).as("seed %d", seed).isEqualTo(model.size());
    assertThat(all(tree, KeyRange.ALL))
        .as("seed %d", seed)
        .containsExactlyElementsOf(model.values());
    for (int i = 0; i < 20; i++) {
      String from = key(random.nextInt(7_000));
      String until = key(random.nextInt(7_000));
      assertThat(tree.get(from)).isSameAs(model.get(from));
      assertThat(tree.rank(from)).isEqualTo(model.headMap(from).size());
      Collection<Frozen> expected =
          from.compareTo(until) <= 0 ? model.subMap(from, until).values() : List.of();
      assertThat(all(tree, new KeyRange(from, until))).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void findsKeysOfAllLengthsAndPlacesForAnyText() {
    TreeMap<String, Frozen> model = new TreeMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder key = new StringBuilder(random.nextBoolean() ? "clusters/" : "things/a/");
      for (int j = random.nextInt(14); j >= 0; j--) {
        key.append("ab-.09z".charAt(random.nextInt(7)));
      }
      model.put(key.toString(), object(key.toString(), 1));
    }
    FrozenTree tree = FrozenTree.of(List.copyOf(model.values()));
    for (String found : List.copyOf(model.keySet())) {
      assertThat(tree.get(found)).isSameAs(model.get(found));
      for (String text :
          List.of(found + "\0", found + "a", found + "\u00e9", found.substring(1), "x" + found)) {
        assertThat(tree.get(text)).as(text).isSameAs(model.get(text));
        assertThat(tree.rank(text)).as(text).isEqualTo(model.headMap(text).size());
      }
      String shorter = found.substring(0, found.length() - 1);
      assertThat(tree.get(shorter)).isSameAs(model.get(shorter));
      assertThat(tree.rank(shorter)).isEqualTo(model.headMap(shorter).size());
    }
    for (String text : List.of("", "\uffff", "clusters/", "d", "things")) {
      assertThat(tree.get(text)).isNull();
      assertThat(tree.rank(text)).isEqualTo(model.headMap(text).size());
    }
  }

  @Test
  void anUpdateLeavesOtherLeavesTheSameInstances() {
    List<Frozen> objects = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      objects.add(object(i, 1));
    }
    FrozenTree tree = FrozenTree.of(objects);
    TreeEdit edit = new TreeEdit(tree);
    edit.put(object(5_000, 2));
    List<Leaf> before = leaves(tree);
    List<Leaf> after = leaves(edit.done());
    long changed =
        before.stream().filter(leaf -> after.stream().noneMatch(other -> other == leaf)).count();
    assertThat(changed).isEqualTo(1);
    assertThat(edit.copiedBytes()).isLessThan(3_000);
  }

  @Test
  void ascendingInsertsMakeFullLeaves() {
    TreeEdit edit = new TreeEdit(FrozenTree.EMPTY);
    for (int i = 0; i < 6_400; i++) {
      edit.put(object(i, 1));
    }
    assertThat(leaves(edit.done())).hasSizeLessThan(110);
  }

  @Test
  void aDeletionStampReplacesOnlyTheRevision() {
    Frozen object =
        Things.freeze(Things.key("a"), "x=1;resourceVersion".getBytes(StandardCharsets.UTF_8), 9);
    assertThat(new String(object.at(1_000).json(), StandardCharsets.UTF_8))
        .isEqualTo(Things.json("a", 1_000, "x=1;resourceVersion"));
  }

  private static List<Frozen> all(FrozenTree tree, KeyRange range) {
    List<Frozen> found = new ArrayList<>();
    Walk walk = new Walk(tree, range);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        found.add(walk.leaf().item(i));
      }
    }
    return found;
  }

  private static List<Leaf> leaves(FrozenTree tree) {
    List<Leaf> found = new ArrayList<>();
    Walk walk = new Walk(tree, KeyRange.ALL);
    while (walk.next()) {
      found.add(walk.leaf());
    }
    return found;
  }

  private static String key(int number) {
    return Things.key(String.format("n%05d", number));
  }

  private static Frozen object(int number, long revision) {
    return object(key(number), revision);
  }

  private static Frozen object(String key, long revision) {
    return new Frozen(key, revision, new byte[0], "", key, new String[0], new String[0]);
  }
}
