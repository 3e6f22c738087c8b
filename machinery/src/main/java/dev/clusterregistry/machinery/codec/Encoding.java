package dev.clusterregistry.machinery.codec;

/** The encodings of request bodies. */
public enum Encoding {
  JSON,
  YAML,
  /** In Kubernetes' envelope. */
  PROTOBUF
}
