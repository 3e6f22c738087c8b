package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.watch.FrameEncoding;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.protobuf.MessageType;
import dev.clusterregistry.machinery.protobuf.MessageWriter;
import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.status.Status;
import java.nio.ByteBuffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watch frames in protobuf: a length of four bytes, and a WatchEvent without an envelope around an
 * object that has one.
 *
 * @param delimited whether the length is written; not in messages of a WebSocket, which have theirs
 */
public record MessageFrames(MessageForm form, DerivedCache derived, boolean delimited)
    implements FrameEncoding {

  @Override
  public byte[] event(EventType type, Frozen object, boolean first) {
    return frame(type.name(), form.enveloped(object, derived));
  }

  @Override
  public byte[] bookmark(long revision, boolean initialEventsEnd, boolean first) {
    MessageType type = form.type();
    ObjectNode object =
        Frames.bookmarkTree(type.kind(), type.apiVersion(), revision, initialEventsEnd);
    return frame("BOOKMARK", type.enveloped(MessageWriter.write(object, type.schema(), 64)));
  }

  @Override
  public byte[] error(Status status) {
    return frame("ERROR", Envelope.of(status.toTree(), MetaSchemas.STATUS));
  }

  private byte[] frame(String type, byte[] object) {
    ProtobufWriter event = new ProtobufWriter(object.length + 32);
    event.text(1, type);
    int raw = event.begin(2);
    event.bytes(1, object).end(raw);
    byte[] bytes = event.toBytes();
    if (!delimited) {
      return bytes;
    }
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
