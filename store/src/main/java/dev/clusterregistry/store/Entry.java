package dev.clusterregistry.store;

/** A key's current value; {@code revision} is that of the write that made it. */
public record Entry(String key, byte[] value, long revision) {}
