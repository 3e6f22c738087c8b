package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Compares random sequences of applies, updates and patches by several managers, in two versions
 * and of the object or of its status, with {@link OwnershipModel}, which knows nothing of how the
 * server does it. The object and its status have a model each: neither's writers touch the other.
 */
class OwnershipModelTest {
  private static final String[] VERSIONS = {"v1", "v1beta1"};
  private static final String[] MANAGERS = {"m1", "m2", "m3"};
  private static final String[] FIELDS = {
    "metadata.labels.a",
    "metadata.labels.b",
    "spec.size",
    "spec.name",
    "spec.ports.x",
    "spec.ports.y",
    "spec.tags.t",
    "spec.tags.u",
    "spec.numbers"
  };
  private static final String[] STATUS_FIELDS = {
    "status.phase", "status.notes.a", "status.notes.b", "status.notes.c"
  };

  @Test
  void valuesAndOwnersAreThoseOfTheModel() {
    long seed = new Random().nextLong();
    System.out.println("valuesAndOwnersAreThoseOfTheModel seed " + seed);
    Random random = new Random(seed);
    try (Registry registry = new Registry()) {
      for (int round = 0; round < 60; round++) {
        new Sequence(registry, random, "w" + round, "seed " + seed + " round " + round).run();
      }
    }
  }

  /** One object and its history. */
  private static final class Sequence {
    private final Registry registry;
    private final Random random;
    private final String name;
    private final OwnershipModel object = new OwnershipModel();
    private final OwnershipModel status = new OwnershipModel();
    private final StringBuilder story;

    Sequence(Registry registry, Random random, String name, String about) {
      this.registry = registry;
      this.random = random;
      this.name = name;
      this.story = new StringBuilder(about);
    }

    void run() {
      // Fields that nobody touches keep their containers there, and somebody their owner.
      Map<String, String> kept = new TreeMap<>();
      kept.put("metadata.labels.keep", "x");
      kept.put("spec.tier", "gold");
      kept.put("spec.ports.keep", "1");
      kept.put("spec.tags.keep", "keep");
      object.update("creator v1", kept);
      registry.post(collection("v1") + "?fieldManager=creator", new Write("v1", false).body(kept));
      check(registry.get(target("v1")));
      for (int step = 0; step < 12; step++) {
        step();
      }
    }

    private void step() {
      String manager = MANAGERS[random.nextInt(MANAGERS.length)];
      // More than ten updating managers would be merged, which the model knows nothing of.
      boolean plain = manager.equals("m3");
      String version = plain ? "v1" : VERSIONS[random.nextInt(VERSIONS.length)];
      Write write = new Write(version, !plain && random.nextInt(3) == 0);
      Map<String, String> wanted = randomFields(write.status ? STATUS_FIELDS : FIELDS);
      story.append('\n').append(write).append(' ').append(manager).append(' ');
      String before = registry.get(target("v1")).revision();
      String stateBefore = object + "\n" + status;
      Answer answer =
          switch (random.nextInt(5)) {
            case 0 -> write.put(manager, wanted);
            case 1 -> write.patch(manager, wanted);
            default -> write.apply(manager, wanted, random.nextInt(3) == 0);
          };
      check(answer.status() == 409 ? registry.get(target(write.version)) : answer);
      if (!(object + "\n" + status).equals(stateBefore)) {
        assertThat(registry.get(target("v1")).revision())
            .as("a write: %s", story)
            .isNotEqualTo(before);
      }
    }

    private String target(String version) {
      return collection(version) + "/" + name;
    }

    /** Of the object, or of its status; what it says of the other part does not count. */
    private final class Write {
      private final String version;
      private final boolean status;
      private final OwnershipModel model;

      Write(String version, boolean status) {
        this.version = version;
        this.status = status;
        this.model = status ? Sequence.this.status : object;
      }

      private String path(String manager) {
        return target(version) + (status ? "/status" : "") + "?fieldManager=" + manager;
      }

      Answer apply(String manager, Map<String, String> wanted, boolean force) {
        story.append(force ? "apply force " : "apply ").append(wanted);
        Set<String> conflicts = model.conflicts(manager, wanted);
        Answer answer = registry.apply(path(manager) + "&force=" + force, body(wanted));
        if (conflicts.isEmpty() || force) {
          assertThat(answer.status()).as("%s\n%s", story, answer.text()).isEqualTo(200);
          model.apply(manager, wanted);
          assertThat(registry.apply(path(manager), body(wanted)).text())
              .as("the same again: %s", story)
              .isEqualTo(answer.text());
        } else {
          assertThat(answer.status()).as("%s\n%s", story, answer.text()).isEqualTo(409);
          assertThat(answer.json().at("/details/causes").size()).isEqualTo(conflicts.size());
        }
        return answer;
      }

      Answer put(String manager, Map<String, String> wanted) {
        story.append("put ").append(wanted);
        Map<String, String> all = new TreeMap<>(wanted);
        model
            .values()
            .forEach(
                (field, value) -> {
                  if (field.endsWith(".keep") || field.equals("spec.tier")) {
                    all.put(field, value);
                  }
                });
        model.update(manager + " " + version, all);
        return registry.put(path(manager), body(all));
      }

      /** Strategic, so that single items can be set. */
      Answer patch(String manager, Map<String, String> wanted) {
        story.append("patch ").append(wanted);
        Map<String, String> all = new TreeMap<>(model.values());
        all.putAll(wanted);
        model.update(manager + " " + version, all);
        return registry.strategic(path(manager), new WidgetText(wanted).members(""));
      }

      private String body(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        if (status) {
          all.put("spec.size", "9");
        } else {
          all.put("status.phase", "ignored");
        }
        String type = "\"apiVersion\":\"example.com/" + version + "\",\"kind\":\"Widget\",";
        return new WidgetText(all).members(type, name);
      }

      @Override
      public String toString() {
        return version + (status ? " status" : "");
      }
    }

    private Map<String, String> randomFields(String[] some) {
      Map<String, String> fields = new TreeMap<>();
      for (String field : some) {
        if (random.nextInt(3) == 0) {
          fields.put(field, value(field));
        }
      }
      return fields;
    }

    private String value(String field) {
      String item = field.substring(field.lastIndexOf('.') + 1);
      if (field.startsWith("spec.tags.")) {
        return item;
      }
      if (field.startsWith("spec.ports.")) {
        return "1"; // an item is had as a whole; its members are RandomApplyTest's
      }
      int either = random.nextInt(2);
      return switch (field) {
        case "spec.size" -> "" + (1 + either);
        case "spec.numbers" -> either == 0 ? "[1,2]" : "[2,1,3]";
        default -> "a" + "bc".charAt(either);
      };
    }

    private void check(Answer answer) {
      WidgetReader read = new WidgetReader(answer.json());
      Map<String, String> values = new TreeMap<>(object.values());
      values.putAll(status.values());
      assertThat(read.values()).as("values: %s\n%s", story, answer.text()).isEqualTo(values);
      assertThat(read.owners(""))
          .as("owners: %s\n%s", story, answer.text())
          .isEqualTo(object.owners());
      assertThat(read.owners("status"))
          .as("owners of the status: %s\n%s", story, answer.text())
          .isEqualTo(status.owners());
    }
  }

  private static String collection(String version) {
    return "/apis/example.com/" + version + "/widgets";
  }
}
