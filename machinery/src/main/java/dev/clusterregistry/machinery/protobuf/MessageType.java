package dev.clusterregistry.machinery.protobuf;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.schema.Schema;

/**
 * What an envelope says of the message inside, and how that is read and written.
 *
 * @param apiVersion may be empty
 */
public record MessageType(String apiVersion, String kind, Schema schema) {

  /** The objects of a kind that has messages. */
  public static MessageType of(KindVersion version) {
    return new MessageType(version.apiVersion(), version.kind().kind(), version.schema());
  }

  /**
   * PartialObjectMetadata.
   *
   * @param version of meta.k8s.io
   */
  public static MessageType partial(String version) {
    return new MessageType(
        "meta.k8s.io/" + version, "PartialObjectMetadata", MetaSchemas.PARTIAL_OBJECT_METADATA);
  }

  /** The envelope around a message. */
  public byte[] enveloped(byte[] message) {
    ProtobufWriter out = new ProtobufWriter(message.length + Envelope.ROOM);
    out.append(Envelope.head(apiVersion, kind, message.length))
        .append(message)
        .append(Envelope.tail());
    return out.toBytes();
  }
}
