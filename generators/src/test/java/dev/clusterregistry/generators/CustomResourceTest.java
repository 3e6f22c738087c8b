package dev.clusterregistry.generators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The definition that is checked in, read as anybody's would be. */
class CustomResourceTest {
  private static final Path PUBLISHED = Path.of("..", "api", "crd.yaml");

  @Test
  void theDefinitionSaysTheSameToEveryKubernetes() throws Exception {
    assertThat(Files.readString(PUBLISHED)).doesNotContain("x-clusterregistry");
    KindVersion published =
        new KindReader().read("crd.yaml", Files.readAllBytes(PUBLISHED)).storageVersion();
    KindVersion ours = Kinds.registry(false).getFirst().storageVersion();
    assertThat(published.apiVersion()).isEqualTo(ours.apiVersion());
    assertThat(published.hasStatus()).isTrue();
    assertSame(published.schema(), ours.schema());
  }

  private static void assertSame(Schema published, Schema ours) {
    assertThat(published.type()).isEqualTo(ours.type());
    assertThat(published.listType()).isEqualTo(ours.listType());
    assertThat(published.listMapKeys()).isEqualTo(ours.listMapKeys());
    if (ours.listType() == ListType.MAP) {
      assertThat(ours.listMapKeys()).isNotEmpty();
    }
    if (ours.element() != null && published.element() != null) {
      assertSame(published.element(), ours.element());
    }
    for (var property : ours.properties()) {
      var same = published.property(property.name());
      assertThat(same).as(property.name()).isNotNull();
      if (same != null && !property.schema().builtIn()) {
        assertSame(same.schema(), property.schema());
      }
    }
  }
}
