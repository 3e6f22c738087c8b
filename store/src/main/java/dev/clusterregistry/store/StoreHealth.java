package dev.clusterregistry.store;

import org.jspecify.annotations.Nullable;

/**
 * Whether the store serves; {@code reason} says in one line why it does not accept writes, and is
 * null when it does.
 */
public record StoreHealth(boolean readable, boolean writable, @Nullable String reason) {}
