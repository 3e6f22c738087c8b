package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.watch.FrameEncoding;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.status.Status;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watch frames as lines of JSON, around objects of one form.
 *
 * @param kind of bookmark objects
 * @param apiVersion of bookmark objects
 */
public record Frames(ObjectForm form, String kind, String apiVersion) implements FrameEncoding {
  private static final byte[] TAIL = {'}', '\n'};
  private static final Map<EventType, byte[]> HEADS = heads();

  /** Frames with the objects themselves. */
  public static Frames of(ServedResource resource) {
    return new Frames(
        VersionForm.of(resource), resource.kind().kind(), resource.version().apiVersion());
  }

  /** Frames with PartialObjectMetadata. */
  public static Frames partial(ServedResource resource, String metaVersion) {
    return new Frames(
        new PartialForm(metaVersion, resource.storageVersion()),
        "PartialObjectMetadata",
        "meta.k8s.io/" + metaVersion);
  }

  private static Map<EventType, byte[]> heads() {
    Map<EventType, byte[]> heads = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      heads.put(type, head(type.name()));
    }
    return heads;
  }

  private static byte[] head(String type) {
    return JsonBytes.utf8("{\"type\":\"" + type + "\",\"object\":");
  }

  @Override
  public byte[] event(EventType type, Frozen object, boolean first) {
    return frame(type, form.json(object));
  }

  @Override
  public byte[] bookmark(long revision, boolean initialEventsEnd, boolean first) {
    return bookmarkFrame(bookmarkObject(kind, apiVersion, revision, initialEventsEnd));
  }

  @Override
  public byte[] error(Status status) {
    return errorFrame(status);
  }

  static byte[] frame(EventType type, byte[] json) {
    byte @Nullable [] head = HEADS.get(type);
    if (head == null) {
      throw new IllegalArgumentException(type.name());
    }
    return JsonBytes.join(head, json, 0, json.length, TAIL);
  }

  static byte[] bookmarkFrame(byte[] json) {
    return JsonBytes.join(head("BOOKMARK"), json, 0, json.length, TAIL);
  }

  static byte[] errorFrame(Status status) {
    byte[] json = status.toJson();
    return JsonBytes.join(head("ERROR"), json, 0, json.length, TAIL);
  }

  static byte[] bookmarkObject(
      String kind, String apiVersion, long revision, boolean initialEventsEnd) {
    return JsonPrinter.compact(bookmarkTree(kind, apiVersion, revision, initialEventsEnd));
  }

  static ObjectNode bookmarkTree(
      String kind, String apiVersion, long revision, boolean initialEventsEnd) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("kind", kind);
    object.put("apiVersion", apiVersion);
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (initialEventsEnd) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return object;
  }
}
