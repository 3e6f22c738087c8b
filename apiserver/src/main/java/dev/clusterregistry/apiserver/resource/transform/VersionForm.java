package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.codec.StoredValue;
import dev.clusterregistry.machinery.protobuf.MessageType;
import dev.clusterregistry.machinery.schema.Defaults;
import dev.clusterregistry.machinery.schema.KindVersion;
import tools.jackson.databind.node.ObjectNode;

/** The object itself, in a served version. */
public record VersionForm(KindVersion version) implements ObjectForm {
  private static final ObjectDecoder DECODER = new ObjectDecoder();
  private static final ObjectEncoder ENCODER = new ObjectEncoder();

  public static VersionForm of(ServedResource resource) {
    return new VersionForm(resource.version());
  }

  @Override
  public boolean plain() {
    return version == version.kind().storageVersion();
  }

  @Override
  public boolean costly() {
    return !plain();
  }

  @Override
  public byte[] json(Frozen object) {
    if (plain()) {
      return object.json();
    }
    byte[] value = ENCODER.encodeValue(tree(object), version);
    return StoredValue.withResourceVersion(value, version, object.revision());
  }

  @Override
  public MessageType messageType() {
    return MessageType.of(version);
  }

  /** The object as a tree in this version, resourceVersion included; the caller's to change. */
  public ObjectNode tree(Frozen object) {
    ObjectNode stored = DECODER.parse(object.json(), 0, object.json().length);
    KindVersion storage = version.kind().storageVersion();
    if (version == storage) {
      return stored;
    }
    ObjectNode converted = version.kind().converter().convert(stored, storage, version);
    Defaults.fill(converted, version.schema());
    return converted;
  }
}
