package dev.clusterregistry.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Bodies as Go's clients encode them: every text, also an empty one, and zeros. */
class ProtobufBodyTest {
  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] field(int number, String text) {
    return field(number, text.getBytes(UTF_8));
  }

  private static byte[] number(int number, int value) {
    return new byte[] {(byte) (number << 3), (byte) value};
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] envelope(String apiVersion, String kind, byte[] raw) {
    return join(
        new byte[] {'k', '8', 's', 0},
        field(1, join(field(1, apiVersion), field(2, kind))),
        field(2, raw),
        field(3, ""),
        field(4, ""));
  }

  private static KindVersion version(String plural) {
    return Kinds.standalone().stream()
        .filter(kind -> kind.plural().equals(plural))
        .findFirst()
        .orElseThrow()
        .storageVersion();
  }

  private static String json(byte[] body, KindVersion version) {
    return new String(
        new ObjectEncoder()
            .encode(new ObjectDecoder().decode(body, Encoding.PROTOBUF, version).tree(), version),
        UTF_8);
  }

  private static byte[] metadata(String name) {
    return field(1, join(field(1, name), field(3, ""), number(7, 0), field(8, "")));
  }

  @Test
  void anAccessReviewIsReadWithItsMapOfLists() {
    byte[] extra = field(5, join(field(1, "scopes"), field(2, join(field(1, "a"), field(1, "b")))));
    byte[] attributes =
        field(1, join(field(1, ""), field(2, "get"), field(5, "clusters"), field(15, "new")));
    byte[] body =
        envelope(
            "authorization.k8s.io/v1",
            "SubjectAccessReview",
            join(
                metadata(""),
                field(2, join(attributes, field(3, "jane"), field(4, "devs"), extra)),
                field(3, number(1, 0))));
    assertThat(json(body, version("subjectaccessreviews")))
        .isEqualTo(
            "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\","
                + "\"metadata\":{},\"spec\":{\"resourceAttributes\":{\"verb\":\"get\","
                + "\"resource\":\"clusters\"},\"user\":\"jane\",\"groups\":[\"devs\"],"
                + "\"extra\":{\"scopes\":[\"a\",\"b\"]}},\"status\":{\"allowed\":false}}");
  }

  @Test
  void aRoleIsReadWithItsLabelsAndTimes() {
    byte[] meta =
        field(
            1,
            join(
                field(1, "r"),
                field(8, join(number(1, 5), number(2, 0))),
                field(11, join(field(1, "a"), field(2, "b")))));
    byte[] rule = field(2, join(field(1, "get"), field(2, ""), field(3, "namespaces")));
    byte[] body = envelope("rbac.authorization.k8s.io/v1", "ClusterRole", join(meta, rule));
    assertThat(json(body, version("clusterroles")))
        .isEqualTo(
            "{\"kind\":\"ClusterRole\",\"apiVersion\":\"rbac.authorization.k8s.io/v1\","
                + "\"metadata\":{\"name\":\"r\",\"creationTimestamp\":\"1970-01-01T00:00:05Z\","
                + "\"labels\":{\"a\":\"b\"}},\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],"
                + "\"resources\":[\"namespaces\"]}]}");
  }

  @Test
  void whatIsNoEnvelopeIsRefused() {
    KindVersion version = version("namespaces");
    assertThatThrownBy(
            () -> new ObjectDecoder().decode("{}".getBytes(UTF_8), Encoding.PROTOBUF, version))
        .isInstanceOf(StatusException.class)
        .hasMessageContaining(
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115"
                + " 0]");
  }
}
