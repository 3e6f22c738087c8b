/**
 * Patches by the client's own instructions, RFC 6902 and RFC 7386. A tree and a patch flow in, a
 * new tree flows out; the tree given is never changed. Knows no schema.
 */
@NullMarked
package dev.clusterregistry.machinery.patch;

import org.jspecify.annotations.NullMarked;
