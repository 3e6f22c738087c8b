/**
 * What the registry serves: per kind one YAML resource and, where YAML cannot say it, one class of
 * rules. Kinds flow out to whoever wires the server. It must not know the server or the store.
 */
@NullMarked
package dev.clusterregistry.kinds;

import org.jspecify.annotations.NullMarked;
