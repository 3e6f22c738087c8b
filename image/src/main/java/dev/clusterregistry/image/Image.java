package dev.clusterregistry.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image in one tar file that is two things at once: an OCI image layout (image-spec v1.1: {@code
 * oci-layout}, {@code index.json}, {@code blobs}), as {@code ctr images import} and newer Dockers
 * read it, and what {@code docker save} writes ({@code manifest.json}), for older ones. Both name
 * the same blobs.
 */
final class Image {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Description description;
  private final String tag;
  private final String architecture;
  private final Instant time;
  private final List<Layer> layers;

  /**
   * @param architecture as Go names it: {@code amd64}, {@code arm64}
   * @param layers the lowest first
   */
  Image(
      Description description, String tag, String architecture, Instant time, List<Layer> layers) {
    this.description = description;
    this.tag = tag;
    this.architecture = architecture;
    this.time = time;
    this.layers = layers;
  }

  /** Writes the archive; the answer is the digest of the image's manifest. */
  String write(Path file) throws IOException {
    byte[] config = bytes(config());
    byte[] manifest = bytes(manifest(config));
    try (Tar tar = new Tar(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), time)) {
      tar.add(blob(Digest.of(config)), config);
      tar.add(blob(Digest.of(manifest)), manifest);
      for (Layer layer : layers) {
        tar.add(
            new Entry.Content(blob(layer.digest()), new Entry.Attributes(0, 0644), layer.file()));
      }
      tar.add("index.json", bytes(index(manifest)));
      tar.add("manifest.json", bytes(dockerManifest(config)));
      tar.add("oci-layout", bytes(JSON.createObjectNode().put("imageLayoutVersion", "1.0.0")));
    }
    return Digest.of(manifest);
  }

  private ObjectNode config() {
    ObjectNode config = JSON.createObjectNode();
    config.put("created", time.toString());
    config.put("architecture", architecture);
    config.put("os", "linux");
    config.set("config", description.config());
    ObjectNode files = config.putObject("rootfs").put("type", "layers");
    ArrayNode diffIds = files.putArray("diff_ids");
    layers.forEach(layer -> diffIds.add(layer.diffId()));
    return config;
  }

  private ObjectNode manifest(byte[] config) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", descriptor(CONFIG, Digest.of(config), config.length));
    ArrayNode list = manifest.putArray("layers");
    layers.forEach(layer -> list.add(descriptor(LAYER, layer.digest(), layer.size())));
    return manifest;
  }

  private ObjectNode index(byte[] manifest) {
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
    ObjectNode only = descriptor(MANIFEST, Digest.of(manifest), manifest.length);
    only.putObject("platform").put("architecture", architecture).put("os", "linux");
    only.putObject("annotations")
        .put("io.containerd.image.name", "docker.io/library/" + description.name() + ":" + tag)
        .put("org.opencontainers.image.ref.name", tag);
    index.putArray("manifests").add(only);
    return index;
  }

  private ArrayNode dockerManifest(byte[] config) {
    ArrayNode manifest = JSON.createArrayNode();
    ObjectNode only = manifest.addObject();
    only.put("Config", blob(Digest.of(config)));
    only.putArray("RepoTags").add(description.name() + ":" + tag);
    ArrayNode list = only.putArray("Layers");
    layers.forEach(layer -> list.add(blob(layer.digest())));
    return manifest;
  }

  private static ObjectNode descriptor(String mediaType, String digest, long size) {
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest)
        .put("size", size);
  }

  private static String blob(String digest) {
    return "blobs/sha256/" + hex(digest);
  }

  private static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }

  private static byte[] bytes(JsonNode json) {
    return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
  }
}
