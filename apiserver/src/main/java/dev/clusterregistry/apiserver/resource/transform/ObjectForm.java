package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.protobuf.MessageType;

/**
 * Makes the compact JSON of one object, without a newline, in the form that a reply needs. Equal
 * forms make equal bytes, so that a form can be the key under which bytes are remembered.
 */
public interface ObjectForm {
  byte[] json(Frozen object);

  /** What the JSON is as protobuf; only asked if it can be that. */
  MessageType messageType();

  /** The bytes depend on the object alone, not on the time. */
  default boolean timeless() {
    return true;
  }

  /** Making the bytes takes so long that it is worth remembering them. */
  default boolean costly() {
    return false;
  }

  /** The bytes are those that the frozen object holds. */
  default boolean plain() {
    return false;
  }
}
