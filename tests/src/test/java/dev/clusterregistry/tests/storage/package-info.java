/** The commands on stores, with real stores of both kinds. */
@NullMarked
package dev.clusterregistry.tests.storage;

import org.jspecify.annotations.NullMarked;
