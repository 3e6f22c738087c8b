package dev.clusterregistry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImageTest {
  private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

  @TempDir Path work;
  private Path unpacked;
  private String digest;

  @BeforeEach
  void anImageOfTwoLayers() throws Exception {
    digest = write(work.resolve("image.tar"));
    unpacked = Files.createDirectory(work.resolve("unpacked"));
    Process tar =
        new ProcessBuilder("tar", "-xf", work.resolve("image.tar").toString())
            .directory(unpacked.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void theIndexNamesTheManifestAndThatTheConfigurationAndTheLayersByTheirDigests()
      throws Exception {
    JsonNode descriptor = json("index.json").at("/manifests/0");
    assertThat(descriptor.path("digest").stringValue()).isEqualTo(digest);
    JsonNode manifest = follow(descriptor);
    JsonNode config = follow(manifest.path("config"));

    assertThat(json("oci-layout").path("imageLayoutVersion").stringValue()).isEqualTo("1.0.0");
    assertThat(manifest.path("layers")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      byte[] layer = blob(manifest.path("layers").path(i));
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
      assertThat(config.at("/rootfs/diff_ids").path(i).stringValue()).isEqualTo(Digest.of(plain));
    }
    assertThat(config.at("/config/User").stringValue()).isEqualTo("65532:65532");
    assertThat(config.path("architecture").stringValue()).isEqualTo("amd64");
    assertThat(descriptor.at("/annotations/io.containerd.image.name").stringValue())
        .isEqualTo("docker.io/library/example:1");
  }

  @Test
  void theManifestForDockerNamesTheSameBlobs() throws Exception {
    JsonNode docker = json("manifest.json").path(0);
    JsonNode manifest = follow(json("index.json").at("/manifests/0"));

    assertThat(docker.path("RepoTags").path(0).stringValue()).isEqualTo("example:1");
    assertThat(docker.path("Config").stringValue()).isEqualTo(path(manifest.path("config")));
    assertThat(docker.path("Layers")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(docker.path("Layers").path(i).stringValue())
          .isEqualTo(path(manifest.path("layers").path(i)));
    }
  }

  @Test
  void theSameInputMakesTheSameImage() throws Exception {
    Path again = work.resolve("again.tar");

    assertThat(write(again)).isEqualTo(digest);
    assertThat(again).hasSameBinaryContentAs(work.resolve("image.tar"));
  }

  @Test
  void aDescriptionWithoutItsMembersIsRefused() throws Exception {
    Path file = Files.writeString(work.resolve("bad.json"), "{\"name\": \"example\"}");

    assertThatThrownBy(() -> Description.read(file)).hasMessageContaining("attributes");
  }

  private String write(Path file) throws IOException {
    Path description =
        Files.writeString(
            work.resolve("image.json"),
            """
            {"name": "example", "config": {"User": "65532:65532"},
             "attributes": {"tmp": {"owner": 0, "mode": "1777"}}}
            """);
    Description read = Description.read(description);
    Path folder = Files.createDirectories(work.resolve("layer"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("file"), "content");
    Layer lower = layer("lower.gz", folder, read);
    Files.writeString(folder.resolve("file"), "more content");
    Layer upper = layer("upper.gz", folder, read);
    return new Image(read, "1", "amd64", TIME, List.of(lower, upper)).write(file);
  }

  private Layer layer(String name, Path folder, Description description) throws IOException {
    return Layer.write(work.resolve(name), Tree.of(folder, description.attributes()), TIME);
  }

  private JsonNode json(String name) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(unpacked.resolve(name)));
  }

  private JsonNode follow(JsonNode descriptor) throws IOException {
    return JsonMapper.shared().readTree(blob(descriptor));
  }

  /** The bytes of a blob, which have the digest and the size that its descriptor says. */
  private byte[] blob(JsonNode descriptor) throws IOException {
    byte[] bytes = Files.readAllBytes(unpacked.resolve(path(descriptor)));
    assertThat(Digest.of(bytes)).isEqualTo(descriptor.path("digest").stringValue());
    assertThat((long) bytes.length).isEqualTo(descriptor.path("size").longValue());
    return bytes;
  }

  private static String path(JsonNode descriptor) {
    return "blobs/sha256/" + descriptor.path("digest").stringValue().substring("sha256:".length());
  }
}
