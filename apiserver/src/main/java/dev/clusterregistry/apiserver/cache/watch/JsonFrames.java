package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.status.Status;
import java.nio.charset.StandardCharsets;

/**
 * The frozen JSON as it is.
 *
 * @param kind of the watched objects, for bookmarks
 */
public record JsonFrames(String kind, String apiVersion) implements FrameEncoding {
  private static final byte[] ADDED = head("ADDED");
  private static final byte[] MODIFIED = head("MODIFIED");
  private static final byte[] DELETED = head("DELETED");
  private static final byte[] ERROR = head("ERROR");
  private static final byte[] BOOKMARK = head("BOOKMARK");

  @Override
  public byte[] event(EventType type, Frozen object, boolean first) {
    return frame(type, object.json());
  }

  @Override
  public byte[] bookmark(long revision, boolean initialEventsEnd, boolean first) {
    String object =
        "{\"kind\":\""
            + kind
            + "\",\"apiVersion\":\""
            + apiVersion
            + "\",\"metadata\":{\"resourceVersion\":\""
            + revision
            + (initialEventsEnd
                ? "\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}"
                : "\"}}");
    return bookmark(object.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public byte[] error(Status status) {
    return join(ERROR, status.toJson());
  }

  /** A frame around the JSON of an object. */
  public static byte[] frame(EventType type, byte[] json) {
    return join(
        switch (type) {
          case ADDED -> ADDED;
          case MODIFIED -> MODIFIED;
          case DELETED -> DELETED;
        },
        json);
  }

  /** A BOOKMARK frame around the JSON of an object. */
  public static byte[] bookmark(byte[] json) {
    return join(BOOKMARK, json);
  }

  private static byte[] join(byte[] head, byte[] json) {
    byte[] frame = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(json, 0, frame, head.length, json.length);
    frame[frame.length - 2] = '}';
    frame[frame.length - 1] = '\n';
    return frame;
  }

  private static byte[] head(String type) {
    return ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
  }
}
