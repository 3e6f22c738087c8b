/** The OpenAPI v2 and v3 documents, made once from the kinds' schemas. */
@NullMarked
package dev.clusterregistry.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
