/** Holds the compiled classes against docs/layering.txt. */
@NullMarked
package dev.clusterregistry.tests.layering;

import org.jspecify.annotations.NullMarked;
