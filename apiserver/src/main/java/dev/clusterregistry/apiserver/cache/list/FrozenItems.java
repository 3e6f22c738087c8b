package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;

record FrozenItems() implements ItemEncoding {
  static final byte[] COMMA = {','};

  @Override
  public byte[] item(Frozen object) {
    return object.json();
  }
}
