/** Tests of what is done with stores. */
@NullMarked
package dev.clusterregistry.clusterregistry.storage;

import org.jspecify.annotations.NullMarked;
