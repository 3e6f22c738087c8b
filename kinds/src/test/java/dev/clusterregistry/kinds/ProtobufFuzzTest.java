package dev.clusterregistry.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any bytes as a body in protobuf: they are read or refused, in time and without a defect, and what
 * was read is read the same when it is written again. In the tests it runs on the inputs beside it;
 * tests/fuzz/protobuf.sh lets Jazzer look for others.
 */
class ProtobufFuzzTest {
  private static final List<KindVersion> VERSIONS =
      Kinds.standalone().stream().map(Kind::storageVersion).toList();

  private final ObjectDecoder decoder = new ObjectDecoder();
  private final ObjectEncoder encoder = new ObjectEncoder();

  /** The first byte says as which kind the rest is read. */
  @FuzzTest(maxDuration = "20s")
  void anyBytesAreReadOrRefused(byte[] data) {
    if (data.length == 0) {
      return;
    }
    KindVersion version = VERSIONS.get((data[0] & 0xff) % VERSIONS.size());
    byte[] body = Arrays.copyOfRange(data, 1, data.length);
    ObjectNode read;
    try {
      read = decoder.decode(body, Encoding.PROTOBUF, version).tree();
    } catch (StatusException refused) {
      assertThat(refused.status().code()).isEqualTo(400);
      return;
    }
    String json = json(read, version);
    byte[] bytes = json.getBytes(UTF_8);
    byte[] message = Envelope.of(decoder.parse(bytes, 0, bytes.length), version.schema());
    ObjectNode back = decoder.decode(message, Encoding.PROTOBUF, version).tree();
    assertThat(json(back, version)).isEqualTo(json);
  }

  private String json(ObjectNode tree, KindVersion version) {
    return new String(encoder.encode(tree, version), UTF_8);
  }
}
