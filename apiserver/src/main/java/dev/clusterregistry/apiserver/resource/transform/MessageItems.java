package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.list.ItemEncoding;
import dev.clusterregistry.machinery.protobuf.ProtobufWriter;

/** The items of a list in protobuf: each a field of the list's message. */
public record MessageItems(MessageForm form, DerivedCache derived) implements ItemEncoding {
  private static final int ITEMS = 2;
  private static final byte[] NOTHING = {};

  @Override
  public byte[] item(Frozen object) {
    byte[] message = form.message(object, derived);
    return new ProtobufWriter(message.length + 8).bytes(ITEMS, message).toBytes();
  }

  /** How many bytes {@link #item} has. */
  public long size(Frozen object) {
    long length = form.message(object, derived).length;
    return 1 + ProtobufWriter.varintSize(length) + length;
  }

  @Override
  public byte[] separator() {
    return NOTHING;
  }
}
