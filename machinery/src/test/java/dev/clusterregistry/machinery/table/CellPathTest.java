package dev.clusterregistry.machinery.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CellPathTest {
  private static final String OBJECT =
      """
      {"metadata":{"annotations":{"example.org/a.b":"dotted"}},
       "spec":{"size":3,"none":null,"list":["a","b","c"],"map":{"x":{"n":1},"y":{"n":2}}},
       "status":{"conditions":[{"type":"Ready","status":"True"},{"type":"OK","status":"False"},
                               {"type":"Ready","status":"Unknown"}]}}
      """;

  private static List<String> find(String path) throws GoJsonException {
    JsonNode object = GoJsonReader.read(OBJECT.getBytes(StandardCharsets.UTF_8), twice -> {});
    return CellPath.parse(path).find(object).stream().map(GoJson::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ".spec.size                                       | 3",
        ".spec.list[0]                                    | \"a\"",
        ".spec.list[-1]                                   | \"c\"",
        ".spec.list[*]                                    | \"a\" \"b\" \"c\"",
        ".spec.map.*.n                                    | 1 2",
        ".spec['size']                                    | 3",
        ".metadata.annotations['example.org/a.b']         | \"dotted\"",
        ".metadata.annotations.example\\.org/a\\.b        | \"dotted\"",
        ".status.conditions[?(@.type==\"OK\")].status     | \"False\"",
        ".status.conditions[?(@.type=='Ready')].status    | \"True\" \"Unknown\"",
      })
  void findsAllValuesAtThePath(String path, String values) throws GoJsonException {
    assertThat(find(path)).containsExactly(values.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".spec.none",
        ".spec.nothing",
        ".spec.nothing.below",
        ".spec.size.below",
        ".spec.list[3]",
        ".spec.list[-4]",
        ".spec.size[0]",
        ".spec.size[*]",
        ".status.conditions[?(@.type==\"No\")].status"
      })
  void findsNothingWhereThereIsNothing(String path) throws GoJsonException {
    assertThat(find(path)).isEmpty();
  }

  @Test
  void anEmptyPathIsTheObject() throws GoJsonException {
    assertThat(find("")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spec", ".spec[", ".spec[x]", ".spec[]", ".list[?(@.a>1)]", ".a[1:2]"})
  void otherPathsAreRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CellPath.parse(path))
        .withMessage("not a simple JSONPath: " + path);
  }
}
