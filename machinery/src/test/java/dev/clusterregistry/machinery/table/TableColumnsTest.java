package dev.clusterregistry.machinery.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.schema.Column;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.WidgetKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TableColumnsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String COLUMNS =
      """
          additionalPrinterColumns:
          - {name: Size, type: integer, jsonPath: .spec.size}
          - {name: Part, type: number, jsonPath: .spec.part}
          - {name: Live, type: boolean, jsonPath: .spec.on}
          - {name: Text, type: string, jsonPath: .spec.text}
          - {name: Words, type: string, jsonPath: '.spec.words[*]', priority: 1}
          - {name: Seen, type: date, jsonPath: .status.seen}
          - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
      """;

  private static KindVersion version(String columns) {
    String version =
        """
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: {type: object}
        """;
    return WidgetKind.of(version + columns).storageVersion();
  }

  private static String cells(String columns, String object) throws GoJsonException {
    return cells(columns, object, NOW);
  }

  private static String cells(String columns, String object, Instant now) throws GoJsonException {
    ObjectNode tree = (ObjectNode) GoJsonReader.read(object.getBytes(UTF_8), twice -> {});
    byte[] template = new TableColumns(version(columns)).template(tree);
    return new String(CellsTemplate.filled(template, now), UTF_8);
  }

  @Test
  void aKindWithoutColumnsShowsNameAndAge() throws GoJsonException {
    assertThat(new TableColumns(version("")).columns())
        .extracting(Column::name, Column::type, Column::format)
        .containsExactly(tuple("Name", "string", "name"), tuple("Age", "date", ""));
    assertThat(
            cells(
                "",
                "{\"metadata\":{\"name\":\"n\",\"creationTimestamp\":\"2026-11-22T11:57:00Z\"}}"))
        .isEqualTo("[\"n\",\"3m\"]");
  }

  @Test
  void eachTypeHasItsCells() throws GoJsonException {
    assertThat(
            cells(
                COLUMNS,
                """
                {"metadata":{"name":"n","creationTimestamp":"2026-11-20T11:00:00Z"},
                 "spec":{"size":3,"part":2.5,"on":true,"text":"<a>","words":["x","y",1]},
                 "status":{"seen":"2026-11-22T11:59:30Z"}}
                """))
        .isEqualTo("[\"n\",3,2.5,true,\"\\u003ca\\u003e\",\"x,y,1\",\"30s\",\"2d1h\"]");
  }

  @Test
  void whatIsMissingOrOfAnotherTypeIsNull() throws GoJsonException {
    assertThat(
            cells(
                COLUMNS,
                """
                {"metadata":{"name":"n"},
                 "spec":{"size":"3","part":true,"on":"yes","text":{"a":1},"words":[]},
                 "status":{"seen":17}}
                """))
        .isEqualTo("[\"n\",null,null,null,\"{\\\"a\\\":1}\",null,null,null]");
  }

  @Test
  void aDateThatIsNoneIsInvalidAndOneOfTheFutureToo() throws GoJsonException {
    assertThat(
            cells(
                COLUMNS,
                """
                {"metadata":{"name":"n","creationTimestamp":"2026-11-22T12:01:00Z"},
                 "status":{"seen":"yesterday"}}
                """))
        .endsWith(",\"\\u003cinvalid\\u003e\",\"\\u003cinvalid\\u003e\"]");
  }

  @Test
  void oneTemplateServesAllTimes() throws GoJsonException {
    ObjectNode object =
        (ObjectNode)
            GoJsonReader.read(
                "{\"metadata\":{\"name\":\"n\",\"creationTimestamp\":\"2026-11-22T12:00:00Z\"}}"
                    .getBytes(UTF_8),
                twice -> {});
    byte[] template = new TableColumns(version("")).template(object);
    assertThat(new String(CellsTemplate.filled(template, NOW), UTF_8)).isEqualTo("[\"n\",\"0s\"]");
    assertThat(new String(CellsTemplate.filled(template, NOW.plusSeconds(86_400)), UTF_8))
        .isEqualTo("[\"n\",\"24h\"]");
    assertThat(new String(CellsTemplate.filled(template, NOW.plusSeconds(86_400 * 400L)), UTF_8))
        .isEqualTo("[\"n\",\"400d\"]");
  }
}
