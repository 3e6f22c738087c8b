package dev.clusterregistry.machinery.yaml;

import dev.clusterregistry.machinery.json.GoQuote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds documents out of the parser's events. */
final class YamlComposer {
  private static final int MAX_DEPTH = 500;

  /** How many nodes aliases may add to a document; far above what people write by hand. */
  private static final int MAX_ALIASED = 100_000;

  private final Parser parser;
  private final boolean sorted;
  private final Map<String, Anchor> anchors = new HashMap<>();
  private final List<String> duplicates = new ArrayList<>();
  private int nodes;
  private int aliased;
  private int depth;

  /**
   * @param node null while its value is still being read
   * @param size nodes in it
   */
  private record Anchor(@Nullable JsonNode node, int size) {}

  /**
   * @param sorted whether the members of mappings are sorted, or kept in order
   */
  YamlComposer(Parser parser, boolean sorted) {
    this.parser = parser;
    this.sorted = sorted;
  }

  YamlReader.Document document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new YamlReader.Document(NullNode.getInstance(), List.of());
    }
    parser.getEvent();
    return new YamlReader.Document(node(), List.copyOf(duplicates));
  }

  List<YamlReader.Document> documents() {
    List<YamlReader.Document> documents = new ArrayList<>();
    parser.getEvent();
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      parser.getEvent();
      documents.add(new YamlReader.Document(node(), List.copyOf(duplicates)));
      parser.getEvent();
      anchors.clear();
      duplicates.clear();
    }
    return documents;
  }

  private JsonNode node() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return aliased(alias.getAnchor());
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchor(null, 0));
    }
    int before = nodes;
    JsonNode node = content(event);
    nodes++;
    if (anchor != null) {
      anchors.put(anchor, new Anchor(node, nodes - before));
    }
    return node;
  }

  private JsonNode content(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return YamlScalar.resolve(
          scalar.getValue(), scalar.getTag(), scalar.isPlain(), scalar.getStartMark().getLine());
    }
    if (++depth > MAX_DEPTH) {
      throw new YamlException("yaml: exceeded max depth of " + MAX_DEPTH);
    }
    JsonNode node =
        switch (event) {
          case SequenceStartEvent ignored -> sequence();
          case MappingStartEvent ignored -> mapping();
          default -> throw new YamlException("yaml: did not find expected node content");
        };
    depth--;
    return node;
  }

  private ArrayNode sequence() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node());
    }
    parser.getEvent();
    return list;
  }

  private ObjectNode mapping() {
    Map<String, JsonNode> members =
        sorted ? new TreeMap<>(Utf8Order.INSTANCE) : new LinkedHashMap<>();
    List<JsonNode> merged = new ArrayList<>(0);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      boolean mergeKey =
          parser.peekEvent() instanceof ScalarEvent scalar
              && scalar.isPlain()
              && scalar.getValue().equals("<<");
      JsonNode key = node();
      int line = parser.peekEvent().getStartMark().getLine() + 1;
      JsonNode value = node();
      if (mergeKey) {
        merged.add(value);
      } else if (members.put(key(key), value) != null) {
        duplicates.add("line " + line + ": key " + shown(key) + " already set in map");
      }
    }
    parser.getEvent();
    for (JsonNode source : merged) {
      merge(source, members);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(object::set);
    return object;
  }

  private static void merge(JsonNode source, Map<String, JsonNode> members) {
    if (source instanceof ArrayNode list) {
      for (JsonNode item : list) {
        merge(item, members);
      }
    } else if (source instanceof ObjectNode object) {
      object.forEachEntry(members::putIfAbsent);
    } else {
      throw new YamlException("yaml: map merge requires map or sequence of maps as the value");
    }
  }

  private static String key(JsonNode key) {
    return switch (key.getNodeType()) {
      case STRING, NUMBER, BOOLEAN -> key.asString();
      default -> throw new YamlException("yaml: unsupported map key " + key);
    };
  }

  private static String shown(JsonNode key) {
    return key.isString() ? GoQuote.quote(key.stringValue()) : key.asString();
  }

  private JsonNode aliased(String name) {
    Anchor anchor = anchors.get(name);
    if (anchor == null) {
      throw new YamlException("yaml: unknown anchor '" + name + "' referenced");
    }
    if (anchor.node() == null) {
      throw new YamlException("yaml: anchor '" + name + "' value contains itself");
    }
    aliased += anchor.size();
    nodes += anchor.size();
    if (aliased > MAX_ALIASED) {
      throw new YamlException("yaml: document contains excessive aliasing");
    }
    return anchor.node().deepCopy();
  }
}
