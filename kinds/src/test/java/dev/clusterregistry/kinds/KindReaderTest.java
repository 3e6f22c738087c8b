package dev.clusterregistry.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KindReaderTest {

  private static String shelf() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(Shelves.class.getResourceAsStream("shelf.yaml"))) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> new KindReader().read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8)))
        .hasMessage(message);
  }

  @Test
  void versionsComeInTheirOrderOfPriority() {
    Kind shelf = Shelves.kind();
    assertThat(shelf.versions()).extracting(v -> v.version()).containsExactly("v1", "v1beta1");
    assertThat(shelf.storageVersion().version()).isEqualTo("v1");
    assertThat(shelf.namespaced()).isTrue();
    assertThat(shelf.listKind()).isEqualTo("ShelfList");
  }

  @Test
  void aWrongValueIsNamedWithItsPlace() throws IOException {
    assertRefused(
        shelf().replace("scope: Namespaced", "scope: Galaxy"),
        "x.yaml: spec.scope: expected one of Namespaced, Cluster, found \"Galaxy\"");
    assertRefused(
        shelf().replace("served: true", "served: maybe"),
        "x.yaml: spec.versions[0].served: expected true or false, found \"maybe\"");
  }

  @Test
  void anUnknownMemberIsNotIgnored() throws IOException {
    assertRefused(
        shelf().replace("shortNames:", "shortnames:"),
        "x.yaml: spec.names.shortnames: unknown or unsupported member");
  }

  @Test
  void theOriginalsProtobufNumbersAreKept() {
    Schema cluster = Kinds.registry(false).get(0).storageVersion().schema();
    assertThat(numbers(cluster)).isEqualTo("apiVersion=0 kind=0 metadata=1 spec=2 status=3");
    Schema spec = child(cluster, "spec");
    assertThat(numbers(spec)).isEqualTo("kubernetesApiEndpoints=1 authInfo=2");
    assertThat(numbers(child(spec, "kubernetesApiEndpoints")))
        .isEqualTo("serverEndpoints=1 caBundle=2");
    assertThat(numbers(child(spec, "authInfo"))).isEqualTo("providers=1 user=2 controller=3");
  }

  @Test
  void everyMemberOfAClusterIsDescribed() {
    assertDescribed(Kinds.registry(false).get(0).storageVersion().schema(), "Cluster");
  }

  private static void assertDescribed(Schema schema, String path) {
    for (Property property : schema.properties()) {
      String name = path + "." + property.name();
      assertThat(property.schema().description()).as(name).isNotEmpty();
      assertDescribed(property.schema(), name);
    }
    Schema element = schema.element();
    if (element != null) {
      assertDescribed(element, path + "[]");
    }
  }

  private static Schema child(Schema schema, String name) {
    return Objects.requireNonNull(schema.property(name)).schema();
  }

  private static String numbers(Schema schema) {
    StringBuilder numbers = new StringBuilder();
    for (Property property : schema.properties()) {
      numbers.append(numbers.isEmpty() ? "" : " ");
      numbers.append(property.name()).append('=').append(property.protobufNumber());
    }
    return numbers.toString();
  }
}
