/** Tests of encryption at rest. */
@NullMarked
package dev.clusterregistry.store.encryption;

import org.jspecify.annotations.NullMarked;
