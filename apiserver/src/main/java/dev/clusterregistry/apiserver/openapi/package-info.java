/**
 * The OpenAPI v2 and v3 documents, as JSON and as gnostic's protobuf. Kinds' schemas flow in; the
 * documents flow out, made when they are first asked for and never again. What an operation is, is
 * said once ({@link dev.clusterregistry.apiserver.openapi.Operations}), and so is what a schema is
 * ({@link dev.clusterregistry.apiserver.openapi.Definitions}, in v3, of which v2 is a derivation).
 * What all kinds share is in files beside these classes, in the words of Kubernetes.
 */
@NullMarked
package dev.clusterregistry.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
