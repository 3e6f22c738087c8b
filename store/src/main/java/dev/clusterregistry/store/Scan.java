package dev.clusterregistry.store;

import java.util.List;

/**
 * Entries in key order, as of {@code revision}: every change above it is still to come from a watch
 * after it.
 */
public record Scan(long revision, List<Entry> entries) {}
