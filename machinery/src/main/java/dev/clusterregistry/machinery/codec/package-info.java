/**
 * Between bytes and trees. Request bodies (JSON or YAML) flow in and become trees that hold only
 * what the schema knows, with a list of what it does not; trees flow out as the canonical bytes
 * that are stored, frozen and compared. Also the printers for other encodings, and the reader of
 * the few members of stored bytes that selectors need. It must not know verbs, HTTP or the store.
 */
@NullMarked
package dev.clusterregistry.machinery.codec;

import org.jspecify.annotations.NullMarked;
