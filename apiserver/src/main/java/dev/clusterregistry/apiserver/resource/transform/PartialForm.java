package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.protobuf.MessageType;
import dev.clusterregistry.machinery.schema.KindVersion;

/**
 * A PartialObjectMetadata: the metadata of the object, cut out of its bytes.
 *
 * @param version of meta.k8s.io
 * @param storage the version of the frozen bytes
 */
public record PartialForm(String version, KindVersion storage) implements ObjectForm {
  private static final byte[] TAIL = {'}'};

  @Override
  public byte[] json(Frozen object) {
    byte[] json = object.json();
    int start = storage.prefix().length - 1;
    return JsonBytes.join(head(), json, start, JsonBytes.endOfObject(json, start), TAIL);
  }

  @Override
  public MessageType messageType() {
    return MessageType.partial(version);
  }

  private byte[] head() {
    return JsonBytes.utf8(
        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/"
            + version
            + "\",\"metadata\":");
  }
}
