package dev.clusterregistry.machinery.schema;

/** What a value of a schema may be. Formats that change decoding are types of their own. */
public enum SchemaType {
  /** An object with declared properties. */
  STRUCT,
  /** An object with free keys and one schema for all values. */
  MAP,
  LIST,
  STRING,
  /** A string holding padded standard base64. */
  BYTES,
  /** An RFC 3339 time, kept in seconds and UTC. */
  TIME,
  /** A whole number of 64 bits, or of 32 if the format is int32. */
  INTEGER,
  NUMBER,
  BOOLEAN,
  INT_OR_STRING,
  /** Anything, kept as it is (x-kubernetes-preserve-unknown-fields). */
  ANY
}
