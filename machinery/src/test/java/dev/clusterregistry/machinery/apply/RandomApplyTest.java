package dev.clusterregistry.machinery.apply;

import static dev.clusterregistry.machinery.apply.Widgets.NOW;
import static dev.clusterregistry.machinery.apply.Widgets.V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What must hold whatever managers apply in whatever order. */
class RandomApplyTest {
  private static final ServerSideApply APPLY = new ServerSideApply(FieldManagement.ofObject(V1));
  private static final String[] MANAGERS = {"m1", "m2", "m3", "kubectl"};

  @Test
  void appliesKeepTheirPromises() throws UndecodableFieldsException {
    long seed = new Random().nextLong();
    System.out.println("appliesKeepTheirPromises seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      ObjectNode live = Widgets.nothing();
      for (int step = 0; step < 8; step++) {
        live = random.nextInt(4) == 0 ? randomUpdate(live, random) : step(live, random, seed);
      }
      for (String manager : MANAGERS) {
        live = APPLY.apply(live, Widgets.widget("{}"), manager, true, NOW);
      }
      for (String line : Widgets.owners(live).split("\n")) {
        assertThat(line).as("seed %d", seed).doesNotContain(" Apply ");
      }
    }
  }

  private static ObjectNode randomUpdate(ObjectNode live, Random random) {
    return Widgets.update(live, "upd", "{'spec':" + spec(random) + "}");
  }

  private static ObjectNode step(ObjectNode live, Random random, long seed)
      throws UndecodableFieldsException {
    String manager = MANAGERS[random.nextInt(MANAGERS.length)];
    ObjectNode applied = Widgets.widget("{'spec':" + spec(random) + "}");
    String liveBefore = GoJson.text(live);
    String appliedBefore = GoJson.text(applied);
    ObjectNode result;
    try {
      result = APPLY.apply(live, applied, manager, false, NOW);
    } catch (StatusException conflict) {
      assertThat(conflict.status().code()).as("seed %d", seed).isEqualTo(409);
      result = APPLY.apply(live, applied, manager, true, NOW);
      assertThat(Trees.same(result, live)).as("seed %d", seed).isFalse();
    }
    assertThat(GoJson.text(live)).isEqualTo(liveBefore);
    assertThat(GoJson.text(applied)).isEqualTo(appliedBefore);

    String about = "seed " + seed + "\nlive " + liveBefore + "\napplied " + appliedBefore;
    ObjectNode plain = ManagedFields.without(result);
    FieldSet configured = Ownership.of(applied, V1.schema());
    assertThat(Trees.same(TreeMerge.merged(plain, applied, V1.schema()), plain))
        .as("contains what was applied: %s", about)
        .isTrue();
    assertThat(configured.difference(new Typed(plain, V1).namedFields()))
        .as("has the fields that were applied: %s", about)
        .isEqualTo(FieldSet.EMPTY);
    assertThat(ownedBy(result, manager))
        .as("owns what it applied: %s", about)
        .isEqualTo(FieldManagement.ownable(configured));
    assertThat(GoJson.text(APPLY.apply(result, applied, manager, false, "2030-01-01T00:00:00Z")))
        .as("applying again changes nothing: %s", about)
        .isEqualTo(GoJson.text(result));
    return result;
  }

  private static FieldSet ownedBy(ObjectNode object, String manager)
      throws UndecodableFieldsException {
    Owned owned =
        ManagedFields.decode(ManagedFields.in(object)).owners().get(Manager.applying(manager, ""));
    return owned == null ? FieldSet.EMPTY : owned.fields();
  }

  private static String spec(Random random) {
    List<String> members = new ArrayList<>();
    add(members, random, "'size':" + random.nextInt(3));
    add(members, random, "'name':'" + letter(random) + "'");
    add(members, random, "'nested':{'" + "ab".charAt(random.nextInt(2)) + "':'1'}");
    add(members, random, "'map':{'" + letter(random) + "':'1','k':'" + letter(random) + "'}");
    add(members, random, "'whole':{'a':'" + letter(random) + "'}");
    add(members, random, "'list':['" + letter(random) + "']");
    add(members, random, "'set':" + letters(random));
    add(members, random, "'any':{'" + letter(random) + "':{'" + letter(random) + "':[1]}}");
    add(
        members,
        random,
        "'ports':[{'port':" + random.nextInt(2) + "},{'port':9,'name':'" + letter(random) + "'}]");
    if (members.isEmpty()) {
      members.add("'size':7"); // an empty object is not stored, so that it cannot be promised
    }
    return "{" + String.join(",", members) + "}";
  }

  private static void add(List<String> members, Random random, String member) {
    if (random.nextInt(3) == 0) {
      members.add(member);
    }
  }

  private static char letter(Random random) {
    return (char) ('x' + random.nextInt(3));
  }

  private static String letters(Random random) {
    List<String> letters = new ArrayList<>(List.of("'x'", "'y'", "'z'"));
    Collections.shuffle(letters, random);
    return letters.subList(0, 1 + random.nextInt(3)).toString();
  }
}
