package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.protobuf.MessageType;
import dev.clusterregistry.machinery.protobuf.MessageWriter;

/**
 * The protobuf message of an object in some form: made out of the JSON, and remembered on the
 * object. Equal for equal forms.
 */
public record MessageForm(ObjectForm form, MessageType type) {
  private static final ObjectDecoder DECODER = new ObjectDecoder();

  public static MessageForm of(ObjectForm form) {
    return new MessageForm(form, form.messageType());
  }

  /** The message, without an envelope. */
  public byte[] message(Frozen object, DerivedCache derived) {
    return derived.get(object, this, () -> encode(object));
  }

  /** The message in its envelope. */
  public byte[] enveloped(Frozen object, DerivedCache derived) {
    return type.enveloped(message(object, derived));
  }

  private byte[] encode(Frozen object) {
    byte[] json = form.json(object);
    return MessageWriter.write(DECODER.parse(json, 0, json.length), type.schema(), json.length);
  }
}
