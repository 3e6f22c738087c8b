package dev.clusterregistry.clusterregistry.migration;

import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.codec.Decoded;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.protobuf.UnknownNumbers;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads clusters of either generation of the first registry. The schema of clusters is the union of
 * both, so all that is left to be done is to say what does not belong to it.
 */
final class ClusterReader {
  static final KindVersion VERSION = Kinds.registry(false).getFirst().storageVersion();

  /** Members of metadata that Kubernetes has given up since, by their numbers in protobuf. */
  private static final Map<String, String> GIVEN_UP =
      Map.of("metadata.15", "metadata.clusterName", "metadata.16", "metadata.initializers");

  private final ObjectDecoder decoder = new ObjectDecoder();

  /** A value in Kubernetes' storage format: protobuf in its envelope, or JSON. */
  Found stored(String origin, byte[] value) {
    try {
      boolean json = value.length > 0 && value[0] == '{';
      Decoded decoded = decoder.decode(value, json ? Encoding.JSON : Encoding.PROTOBUF, VERSION);
      List<String> notes = new ArrayList<>(notes(decoded));
      if (!json) {
        for (String path : UnknownNumbers.of(Envelope.open(value).message(), VERSION.schema())) {
          notes.add("left out: the unknown field " + GIVEN_UP.getOrDefault(path, path));
        }
      }
      return found(origin, decoded.tree(), notes);
    } catch (StatusException e) {
      return Found.unreadable(origin, String.valueOf(e.status().message()));
    }
  }

  /** An object as the API gives it. */
  Found served(String origin, ObjectNode object) {
    try {
      Decoded decoded = decoder.decodeTree(object, VERSION);
      return found(origin, decoded.tree(), notes(decoded));
    } catch (DecodingException e) {
      return Found.unreadable(origin, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> notes(Decoded decoded) {
    return decoded.warnings().stream().map(problem -> "left out: the " + problem).toList();
  }

  private static Found found(String origin, ObjectNode cluster, List<String> notes) {
    if (!(cluster.get("metadata") instanceof ObjectNode metadata)
        || metadata.path("name").asString("").isEmpty()) {
      return Found.unreadable(origin, "it has no name");
    }
    metadata.remove(List.of("resourceVersion", "selfLink"));
    return new Found(origin, cluster, notes);
  }
}
