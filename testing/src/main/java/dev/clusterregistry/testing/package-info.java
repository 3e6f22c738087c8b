/**
 * A registry inside of tests: the real API server on a store in memory and a free port of the
 * loopback interface. Kinds flow in, an address and credentials flow out. It knows nothing of the
 * program: no roles, no namespaces, no files but a temporary folder.
 */
@NullMarked
package dev.clusterregistry.testing;

import org.jspecify.annotations.NullMarked;
