/**
 * The pages for people who look into a running server: statusz and flagz (KEP-4827, KEP-4828).
 * Facts about the process flow in, text or a small document flows out. Who may read them is decided
 * elsewhere.
 */
@NullMarked
package dev.clusterregistry.apiserver.zpages;

import org.jspecify.annotations.NullMarked;
