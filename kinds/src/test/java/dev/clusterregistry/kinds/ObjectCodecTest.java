package dev.clusterregistry.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.codec.Decoded;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.FrozenFields;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.codec.StoredValue;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ObjectCodecTest {
  private static final Kind CLUSTER = Kinds.registry(false).get(0);
  private static final KindVersion V1ALPHA1 = CLUSTER.storageVersion();
  private static final String PREFIX =
      "{\"kind\":\"Cluster\",\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"metadata\":{";

  private final ObjectDecoder decoder = new ObjectDecoder();
  private final ObjectEncoder encoder = new ObjectEncoder();

  private Decoded decode(String json) {
    return decoder.decode(json.getBytes(StandardCharsets.UTF_8), Encoding.JSON, V1ALPHA1);
  }

  private String canonical(String json) {
    byte[] bytes = encoder.encode(decode(json).tree(), V1ALPHA1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void kindAndApiVersionAreFilledIn() {
    assertThat(canonical("{\"metadata\":{\"name\":\"a\"}}")).isEqualTo(PREFIX + "\"name\":\"a\"}}");
  }

  @Test
  void membersAreWrittenInSchemaOrderAndMapsSorted() {
    assertThat(
            canonical(
                "{\"spec\":{\"authInfo\":{\"user\":{\"name\":\"u\",\"kind\":\"Secret\"}}},"
                    + "\"metadata\":{\"labels\":{\"b\":\"2\",\"a\":\"1\"},\"name\":\"x\","
                    + "\"resourceVersion\":\"7\"}}"))
        .isEqualTo(
            PREFIX
                + "\"name\":\"x\",\"labels\":{\"a\":\"1\",\"b\":\"2\"}},"
                + "\"spec\":{\"authInfo\":{\"user\":{\"kind\":\"Secret\",\"name\":\"u\"}}}}");
  }

  @Test
  void emptyAndNullMembersAreOmittedButItemsAndMapValuesStay() {
    assertThat(
            canonical(
                "{\"metadata\":{\"name\":\"x\"},\"status\":{\"conditions\":[]},"
                    + "\"spec\":{\"kubernetesApiEndpoints\":{\"caBundle\":null,"
                    + "\"serverEndpoints\":[{\"clientCIDR\":\"\"},null]},"
                    + "\"authInfo\":{\"providers\":[{\"type\":{},\"config\":{\"k\":\"\"}}]}}}"))
        .isEqualTo(
            PREFIX
                + "\"name\":\"x\"},\"spec\":{\"kubernetesApiEndpoints\":{"
                + "\"serverEndpoints\":[{},{}]},"
                + "\"authInfo\":{\"providers\":[{\"config\":{\"k\":\"\"}}]}}}");
  }

  @Test
  void textsAreEscapedAsGoDoes() {
    assertThat(
            canonical(
                "{\"metadata\":{\"annotations\":{\"k\":\"<&>\\u2028\\n\\u0001é😀\\ud800\"}}}"))
        .isEqualTo(
            PREFIX
                + "\"annotations\":{\"k\":\"\\u003c\\u0026\\u003e\\u2028\\n\\u0001é😀\ufffd\"}}}");
  }

  @Test
  void timesAreKeptInSecondsAndUtc() {
    assertThat(canonical("{\"metadata\":{\"creationTimestamp\":\"2026-01-02T03:04:05.9+01:00\"}}"))
        .isEqualTo(PREFIX + "\"creationTimestamp\":\"2026-01-02T02:04:05Z\"}}");
  }

  @Test
  void unknownAndDuplicateFieldsAreReportedInDocumentOrder() {
    Decoded decoded =
        decode(
            "{\"metadata\":{\"labels\":{\"d\":\"1\",\"d\":\"2\"}},\"Metadata\":{},"
                + "\"spec\":{\"foo\":1,\"foo\":2,\"kubernetesApiEndpoints\":"
                + "{\"serverEndpoints\":[{\"x\":1}]}}}");
    assertThat(decoded.strictProblems())
        .containsExactly(
            "duplicate field \"metadata.labels.d\"",
            "unknown field \"Metadata\"",
            "unknown field \"spec.foo\"",
            "unknown field \"spec.kubernetesApiEndpoints.serverEndpoints[0].x\"");
    assertThat(decoded.tree().path("metadata").path("labels").path("d").asString()).isEqualTo("2");
  }

  @Test
  void duplicateKeysOfYamlComeFirstWithTheirLines() {
    String yaml = "metadata:\n  name: a\n  colour: red\n  colour: blue\n";
    Decoded decoded =
        decoder.decode(yaml.getBytes(StandardCharsets.UTF_8), Encoding.YAML, V1ALPHA1);
    assertThat(decoded.strictError())
        .isEqualTo(
            "strict decoding error: yaml: unmarshal errors:\n"
                + "  line 4: key \"colour\" already set in map, unknown field \"metadata.colour\"");
    assertThat(decoded.warnings())
        .containsExactly(
            "line 4: key \"colour\" already set in map", "unknown field \"metadata.colour\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"spec":"text"}|json: cannot unmarshal string into Go struct field Cluster.spec of type v1alpha1.ClusterSpec
          {"metadata":{"labels":{"a":1}}}|json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string
          {"metadata":{"annotations":[]}}|json: cannot unmarshal array into Go struct field ObjectMeta.metadata.annotations of type map[string]string
          {"metadata":{"generation":1.5}}|json: cannot unmarshal number 1.5 into Go struct field ObjectMeta.metadata.generation of type int64
          {"spec":{"kubernetesApiEndpoints":{"caBundle":"***"}}}|illegal base64 data at input byte 0
          {"metadata":{"creationTimestamp":"x"}}|parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"
          {"metadata":{"creationTimestamp":"2026-13-01T00:00:00Z"}}|parsing time "2026-13-01T00:00:00Z": month out of range
          """)
  void wrongValuesAreNamedAsGoDoes(String body, String error) {
    assertThatThrownBy(() -> decode(body))
        .hasMessage("Cluster in version \"v1alpha1\" cannot be handled as a Cluster: " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"metadata":{|unexpected end of JSON input ({"metadata":{)
          {'a'}|invalid character '\\'' looking for beginning of object key string ({'a'})
          {"a":tru}|invalid character '}' in literal true (expecting 'e') ({"a":tru})
          {"a":1}x|invalid character 'x' after top-level value ({"a":1}x)
          {"kind":1}|json: cannot unmarshal number into Go struct field .kind of type string ({"kind":1})
          """)
  void malformedBodiesAreUnrecognized(String body, String error) {
    assertThatThrownBy(() -> decode(body))
        .hasMessage(
            "the object provided is unrecognized (must be of type Cluster): "
                + "couldn't get version/kind; json parse error: "
                + error);
  }

  @Test
  void anEmptyBodyIsUnrecognized() {
    assertThatThrownBy(() -> decode("")).hasMessageEndingWith("of JSON input (<empty>)");
  }

  @Test
  void otherKindsAreRefused() {
    assertThatThrownBy(() -> decode("{\"apiVersion\":\"example.com/v9\",\"kind\":\"Foo\"}"))
        .hasMessageStartingWith(
            "Foo in version \"v9\" cannot be handled as a Cluster: no kind \"Foo\" is registered"
                + " for version \"example.com/v9\" in scheme ");
    assertThatThrownBy(() -> decode("{\"kind\":\"ClusterList\",\"items\":[]}"))
        .hasMessageStartingWith("ClusterList in version \"v1alpha1\" cannot be handled");
  }

  @Test
  void nestingIsLimitedWithoutOverflowingTheStack() {
    assertThat(decode("{\"a\":" + "[".repeat(9000) + "]".repeat(9000) + "}").strictProblems())
        .containsExactly("unknown field \"a\"");
    assertThatThrownBy(() -> decode("[".repeat(100_000)))
        .hasMessageContaining("exceeded max depth");
    assertThatThrownBy(() -> decode("{\"a\":" + "[".repeat(20_000)))
        .hasMessageContaining("exceeded max depth");
    assertThatThrownBy(
            () ->
                decode(
                    "{\"metadata\":{\"managedFields\":[{\"fieldsV1\":"
                        + "{\"a\":".repeat(5000)
                        + "1"
                        + "}".repeat(5000)
                        + "}]}}"))
        .hasMessageContaining("exceeded max depth");
  }

  @Test
  void aPatchedTreeIsBroughtIntoShapeWithTheBareError() {
    ObjectNode tree = decode("{\"metadata\":{\"name\":\"a\"}}").tree();
    tree.putObject("spec").put("foo", 1);
    assertThat(decoder.decodeTree(tree, V1ALPHA1).strictProblems())
        .containsExactly("unknown field \"spec.foo\"");
    tree.put("spec", 1);
    assertThatThrownBy(() -> decoder.decodeTree(tree, V1ALPHA1))
        .isInstanceOf(DecodingException.class)
        .hasMessageStartingWith("json: cannot unmarshal number into Go struct field Cluster.spec");
  }

  @Test
  void aStoredValueGetsItsRevisionWithoutParsing() {
    byte[] value = encoder.encodeValue(decode("{\"metadata\":{\"name\":\"a\"}}").tree(), V1ALPHA1);
    KindVersion version = StoredValue.versionOf(value, CLUSTER);
    assertThat(StoredValue.withResourceVersion(value, version, 1203))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(PREFIX + "\"resourceVersion\":\"1203\",\"name\":\"a\"}}");
    assertThatThrownBy(() -> StoredValue.versionOf(new byte[] {'X', '{'}, CLUSTER))
        .isInstanceOf(DecodingException.class);
  }

  @Test
  void frozenFieldsAreReadFromTheBytes() {
    Kind shelf = Shelves.kind();
    KindVersion v1 = shelf.storageVersion();
    String json =
        "{\"metadata\":{\"name\":\"a\",\"namespace\":\"n\",\"labels\":{\"z\":\"1\",\"b\":\"\\\"\"},"
            + "\"annotations\":{\"name\":\"no\"}},\"spec\":{\"color\":\"r<d\",\"size\":12}}";
    ObjectNode tree =
        decoder.decode(json.getBytes(StandardCharsets.UTF_8), Encoding.JSON, v1).tree();
    FrozenFields fields = FrozenFields.extract(encoder.encodeValue(tree, v1), v1);
    assertThat(fields.name()).isEqualTo("a");
    assertThat(fields.namespace()).isEqualTo("n");
    assertThat(fields.labels()).containsExactly("b", "\"", "z", "1");
    assertThat(fields.fields()).containsExactly("r<d", "12");
    assertThatThrownBy(() -> FrozenFields.extract(new byte[0], v1))
        .isInstanceOf(DecodingException.class);
  }

  @Test
  void conversionSwapsTheVersionAndDropsWhatTheTargetLacks() {
    Kind shelf = Shelves.kind();
    KindVersion v1 = shelf.storageVersion();
    KindVersion v1beta1 = shelf.versions().get(1);
    String json = "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"size\":1,\"topics\":[\"t\"]}}";
    ObjectNode tree =
        decoder.decode(json.getBytes(StandardCharsets.UTF_8), Encoding.JSON, v1).tree();
    ObjectNode converted = shelf.converter().convert(tree, v1, v1beta1);
    assertThat(new String(encoder.encode(converted, v1beta1), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"kind\":\"Shelf\",\"apiVersion\":\"example.com/v1beta1\",\"metadata\":"
                + "{\"name\":\"a\"},\"spec\":{\"size\":1}}");
  }

  @Test
  void randomDocumentsAreStableAfterOneRound() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      String body = RandomClusters.json(random);
      String once = canonical(body);
      assertThat(canonical(once)).as("seed %d, body %s", seed, body).isEqualTo(once);
    }
  }
}
