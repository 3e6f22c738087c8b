package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists that are streamed are the same, byte for byte, as if they were written at once. */
class LargeListsTest {
  private static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
  private static final String PARTIAL =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Registry registry =
      new Registry(CacheOptions.DEFAULT, RandomGenerator.of("SplittableRandom"));

  @BeforeEach
  void fill() {
    for (int i = 0; i < 600; i++) {
      String body =
          "{\"metadata\":{\"name\":\"g%03d\",\"labels\":{\"even\":\"%b\"}},\"spec\":{\"color\":\"c%d\",\"text\":\"%s\"}}"
              .formatted(i, i % 2 == 0, i, "x y: ".repeat(100));
      assertThat(registry.post(in("v1", "a"), body).status()).isEqualTo(201);
    }
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private String list(String query, String accept, boolean gzip) {
    Headers headers = Headers.of("Accept", accept);
    if (gzip) {
      headers.add("Accept-Encoding", "gzip");
    }
    Answer answer = registry.call("GET", in("v1", "a") + query, headers, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat("gzip".equals(answer.headers().get("Content-Encoding"))).isEqualTo(gzip);
    return gzip ? unzipped(answer.body()) : answer.text();
  }

  private static String unzipped(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asYaml(boolean gzip) {
    for (String query : new String[] {"", "?labelSelector=even%3Dtrue"}) {
      String json = list(query, "application/json", false);
      String yaml = list(query, "application/yaml", gzip);
      assertThat(yaml).isEqualTo(new String(YamlPrinter.print(MAPPER.readTree(json)), UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asIndentedJson(boolean gzip) {
    for (String query : new String[] {"?pretty=true", "?pretty=true&labelSelector=even%3Dtrue"}) {
      String compact =
          list(query.replace("pretty=true", "pretty=false"), "application/json", false);
      String pretty = list(query, "application/json", gzip);
      assertThat(pretty)
          .isEqualTo(new String(JsonPrinter.pretty(compact.strip().getBytes(UTF_8)), UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asTable(boolean gzip) {
    for (int round = 0; round < 2; round++) { // the second is made of what is remembered
      JsonNode table = MAPPER.readTree(list("?includeObject=Object", TABLE, gzip));
      assertThat(table.path("rows")).hasSize(600);
      JsonNode row = table.at("/rows/7");
      assertThat(row.path("cells").toString()).isEqualTo("[\"g007\",\"c7\",\"0s\"]");
      assertThat(row.at("/object/metadata/name").asString()).isEqualTo("g007");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asPartialMetadata(boolean gzip) {
    JsonNode partial = MAPPER.readTree(list("", PARTIAL, gzip));
    assertThat(partial.path("items")).hasSize(600);
    assertThat(partial.at("/items/7/kind").asString()).isEqualTo("PartialObjectMetadata");
    assertThat(partial.at("/items/7/metadata/labels/even").asString()).isEqualTo("false");
  }

  @Test
  void inAnotherVersion() {
    Answer list = registry.get(in("v1beta1", "a"));
    Answer again = registry.get(in("v1beta1", "a"));
    assertThat(list.names()).hasSize(600);
    assertThat(list.at("/items/7/apiVersion")).isEqualTo("example.com/v1beta1");
    assertThat(again.text()).isEqualTo(list.text());
  }
}
