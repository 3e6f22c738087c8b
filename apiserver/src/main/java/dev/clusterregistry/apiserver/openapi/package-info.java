/**
 * The OpenAPI v2 and v3 documents. Kinds' schemas flow in; the documents flow out, made when they
 * are first asked for and never again. What an operation is, is said once ({@link
 * dev.clusterregistry.apiserver.openapi.Operations}); each dialect has one class that writes it
 * down.
 */
@NullMarked
package dev.clusterregistry.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
