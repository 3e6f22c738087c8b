package dev.clusterregistry.machinery.yaml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;

/**
 * Reads documents of a YAML stream, of most only the first, as JSON, by the rules of YAML 1.1. As
 * in Go's conversion the members of a mapping come out sorted, and the last of several equal keys
 * wins.
 */
public final class YamlReader {

  /**
   * @param tree a null node for an empty document
   * @param duplicates such as: line 7: key "a" already set in map
   */
  public record Document(JsonNode tree, List<String> duplicates) {

    /** The duplicates as one error in the words of Go's YAML library; empty if there are none. */
    public String duplicatesError() {
      return duplicates.isEmpty()
          ? ""
          : "yaml: unmarshal errors:\n  " + String.join("\n  ", duplicates);
    }
  }

  private YamlReader() {}

  /**
   * Size is the caller's to limit; nesting and the growth by aliases are limited here.
   *
   * @throws YamlException with a text that begins with "yaml: "
   */
  public static Document read(byte[] yaml) {
    return read(yaml, true);
  }

  /** The same with the members of mappings in the order in which they are written. */
  public static Document readInOrder(byte[] yaml) {
    return read(yaml, false);
  }

  /** All documents of the stream, empty ones included. */
  public static List<Document> readAll(byte[] yaml) {
    return compose(yaml, true, YamlComposer::documents);
  }

  private static Document read(byte[] yaml, boolean sorted) {
    return compose(yaml, sorted, YamlComposer::document);
  }

  private static <T> T compose(byte[] yaml, boolean sorted, Function<YamlComposer, T> how) {
    String text = new String(yaml, StandardCharsets.UTF_8);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      return how.apply(new YamlComposer(new ParserImpl(new StreamReader(text), options), sorted));
    } catch (MarkedYAMLException e) {
      throw new YamlException(YamlProblems.text(e));
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      throw new YamlException("yaml: control characters are not allowed");
    }
  }
}
