package dev.clusterregistry.apiserver.resource.served;

import dev.clusterregistry.apiserver.cache.Freezer;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.UndecodableException;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.FrozenFields;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.codec.StoredValue;
import dev.clusterregistry.machinery.schema.Defaults;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import tools.jackson.databind.node.ObjectNode;

/** Freezes stored values of one kind, those in an older storage version too. */
final class KindFreezer implements Freezer {
  private final Kind kind;
  private final ObjectDecoder decoder = new ObjectDecoder();
  private final ObjectEncoder encoder = new ObjectEncoder();

  KindFreezer(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Frozen freeze(String key, byte[] value, long revision) {
    try {
      KindVersion stored = StoredValue.versionOf(value, kind);
      return stored == kind.storageVersion()
          ? freezeCurrent(key, withDefaults(value), revision)
          : freezeCurrent(key, converted(value, stored), revision).asStale();
    } catch (DecodingException e) {
      throw new UndecodableException(String.valueOf(e.getMessage()));
    }
  }

  private Frozen freezeCurrent(String key, byte[] value, long revision) {
    FrozenFields fields = FrozenFields.extract(value, kind.storageVersion());
    return new Frozen(
        key,
        revision,
        StoredValue.withResourceVersion(value, kind.storageVersion(), revision),
        fields.namespace(),
        fields.name(),
        fields.labels(),
        fields.fields());
  }

  private byte[] converted(byte[] value, KindVersion stored) {
    ObjectNode tree = decoder.parse(value, 1, value.length - 1);
    ObjectNode converted = kind.converter().convert(tree, stored, kind.storageVersion());
    Defaults.fill(converted, kind.storageVersion().schema());
    return encoder.encodeValue(converted, kind.storageVersion());
  }

  /** Defaults that the schema got after the value was stored. */
  private byte[] withDefaults(byte[] value) {
    KindVersion version = kind.storageVersion();
    if (!version.schema().defaulted()) {
      return value;
    }
    ObjectNode tree = decoder.parse(value, 1, value.length - 1);
    return Defaults.fill(tree, version.schema()) ? encoder.encodeValue(tree, version) : value;
  }
}
