package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Compares random sequences of applies, updates and patches by several managers with {@link
 * OwnershipModel}, which knows nothing of how the server does it.
 */
class OwnershipModelTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String[] MANAGERS = {"m1", "m2", "m3"};
  private static final String[] FIELDS = {
    "metadata.labels.a",
    "metadata.labels.b",
    "spec.size",
    "spec.name",
    "spec.ports.x",
    "spec.ports.y",
    "spec.tags.t",
    "spec.tags.u"
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
    private final String target;
    private final OwnershipModel model = new OwnershipModel();
    private final StringBuilder story;

    Sequence(Registry registry, Random random, String name, String about) {
      this.registry = registry;
      this.random = random;
      this.name = name;
      this.target = WIDGETS + "/" + name;
      this.story = new StringBuilder(about);
    }

    void run() {
      // Fields that nobody touches keep their containers there, and somebody their owner.
      Map<String, String> kept = new TreeMap<>();
      kept.put("metadata.labels.keep", "x");
      kept.put("spec.tier", "gold");
      kept.put("spec.ports.keep", "1");
      kept.put("spec.tags.keep", "keep");
      model.update("creator", kept);
      registry.post(WIDGETS + "?fieldManager=creator", body(kept, true));
      check(registry.get(target));
      for (int step = 0; step < 12; step++) {
        step();
      }
    }

    private void step() {
      String manager = MANAGERS[random.nextInt(MANAGERS.length)];
      Map<String, String> wanted = randomFields();
      Answer before = registry.get(target);
      String stateBefore = model.toString();
      Answer answer =
          switch (random.nextInt(5)) {
            case 0 -> put(manager, wanted);
            case 1 -> patch(manager, wanted);
            default -> apply(manager, wanted, random.nextInt(3) == 0);
          };
      check(answer.status() == 409 ? registry.get(target) : answer);
      Answer after = registry.get(target);
      if (!model.toString().equals(stateBefore)) {
        assertThat(after.revision()).as("a write: %s", story).isNotEqualTo(before.revision());
      }
    }

    private Answer apply(String manager, Map<String, String> wanted, boolean force) {
      story.append("\napply ").append(manager).append(force ? " force " : " ").append(wanted);
      Set<String> conflicts = model.conflicts(manager, wanted);
      Answer answer =
          registry.apply(
              target + "?fieldManager=" + manager + "&force=" + force, body(wanted, true));
      if (conflicts.isEmpty() || force) {
        assertThat(answer.status()).as("%s\n%s", story, answer.text()).isEqualTo(200);
        model.apply(manager, wanted);
        assertThat(registry.apply(target + "?fieldManager=" + manager, body(wanted, true)).text())
            .as("the same again: %s", story)
            .isEqualTo(answer.text());
      } else {
        assertThat(answer.status()).as("%s\n%s", story, answer.text()).isEqualTo(409);
        assertThat(answer.json().at("/details/causes").size()).isEqualTo(conflicts.size());
      }
      return answer;
    }

    private Answer put(String manager, Map<String, String> wanted) {
      story.append("\nput ").append(manager).append(' ').append(wanted);
      Map<String, String> all = new TreeMap<>(wanted);
      model
          .values()
          .forEach(
              (field, value) -> {
                if (field.endsWith(".keep") || field.equals("spec.tier")) {
                  all.put(field, value);
                }
              });
      model.update(manager, all);
      return registry.put(target + "?fieldManager=" + manager, body(all, true));
    }

    /** Strategic, so that single items can be set. */
    private Answer patch(String manager, Map<String, String> wanted) {
      story.append("\npatch ").append(manager).append(' ').append(wanted);
      Map<String, String> all = new TreeMap<>(model.values());
      all.putAll(wanted);
      model.update(manager, all);
      return registry.strategic(target + "?fieldManager=" + manager, body(wanted, false));
    }

    private Map<String, String> randomFields() {
      Map<String, String> fields = new TreeMap<>();
      for (String field : FIELDS) {
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
      return field.equals("spec.size") ? "" + (1 + either) : "a" + "bc".charAt(either);
    }

    private String body(Map<String, String> fields, boolean identified) {
      StringBuilder labels = new StringBuilder();
      StringBuilder spec = new StringBuilder();
      StringBuilder ports = new StringBuilder();
      StringBuilder tags = new StringBuilder();
      fields.forEach(
          (field, value) -> {
            String last = field.substring(field.lastIndexOf('.') + 1);
            String text = "\"" + value + "\"";
            if (field.startsWith("metadata.labels.")) {
              append(labels, "\"" + last + "\":" + text);
            } else if (field.startsWith("spec.ports.")) {
              append(ports, "{\"name\":\"" + last + "\",\"port\":" + value + "}");
            } else if (field.startsWith("spec.tags.")) {
              append(tags, text);
            } else {
              append(spec, "\"" + last + "\":" + (last.equals("size") ? value : text));
            }
          });
      if (!ports.isEmpty()) {
        append(spec, "\"ports\":[" + ports + "]");
      }
      if (!tags.isEmpty()) {
        append(spec, "\"tags\":[" + tags + "]");
      }
      String metadata = identified ? "\"name\":\"" + name + "\"" : "";
      if (!labels.isEmpty()) {
        metadata += (metadata.isEmpty() ? "" : ",") + "\"labels\":{" + labels + "}";
      }
      return (identified ? "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\"," : "{")
          + "\"metadata\":{"
          + metadata
          + "}"
          + (spec.isEmpty() ? "" : ",\"spec\":{" + spec + "}")
          + "}";
    }

    private static void append(StringBuilder out, String part) {
      out.append(out.isEmpty() ? "" : ",").append(part);
    }

    private void check(Answer answer) {
      assertThat(OwnershipModelTest.values(answer.json()))
          .as("values: %s\n%s", story, answer.text())
          .isEqualTo(model.values());
      assertThat(OwnershipModelTest.owners(answer.json()))
          .as("owners: %s\n%s", story, answer.text())
          .isEqualTo(model.owners());
    }
  }

  private static Map<String, String> values(JsonNode object) {
    Map<String, String> values = new TreeMap<>();
    object
        .at("/metadata/labels")
        .forEachEntry((name, value) -> values.put("metadata.labels." + name, value.asString()));
    object
        .path("spec")
        .forEachEntry(
            (name, value) -> {
              if (!value.isArray()) {
                values.put("spec." + name, value.asString());
              }
            });
    for (JsonNode port : object.at("/spec/ports")) {
      values.put("spec.ports." + port.path("name").asString(), port.path("port").asString());
    }
    for (JsonNode tag : object.at("/spec/tags")) {
      values.put("spec.tags." + tag.asString(), tag.asString());
    }
    return values;
  }

  /** The leaves that each manager owns; containers apart. */
  private static Map<String, Set<String>> owners(JsonNode object) {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      Set<String> fields = new TreeSet<>();
      JsonNode set = entry.path("fieldsV1");
      members(set.at("/f:metadata/f:labels"), "metadata.labels.", fields);
      members(set.path("f:spec"), "spec.", fields);
      items(set.at("/f:spec/f:ports"), "k:{\"name\":\"", "\"}", "spec.ports.", fields);
      items(set.at("/f:spec/f:tags"), "v:\"", "\"", "spec.tags.", fields);
      fields.remove("spec.ports");
      fields.remove("spec.tags");
      if (!fields.isEmpty()) {
        String manager =
            entry.path("manager").asString() + " " + entry.path("operation").asString();
        owners.put(manager, fields);
      }
    }
    return owners;
  }

  private static void members(JsonNode set, String prefix, Set<String> fields) {
    for (String name : set.propertyNames()) {
      if (name.startsWith("f:")) {
        fields.add(prefix + name.substring(2));
      }
    }
  }

  private static void items(
      JsonNode set, String before, String after, String prefix, Set<String> fields) {
    for (String name : set.propertyNames()) {
      if (name.startsWith(before)) {
        fields.add(prefix + name.substring(before.length(), name.length() - after.length()));
      }
    }
  }
}
