/**
 * The OpenAPI documents, as hack/update-golden.sh has kept them, before an independent validator.
 */
@NullMarked
package dev.clusterregistry.tests.openapi;

import org.jspecify.annotations.NullMarked;
