/**
 * What is made out of the kinds' schemas: models for client libraries, descriptions of the API. A
 * kind flows in, texts flow out. Run by the build and by hack/update-*; no other part of the
 * project may need it at run time.
 */
@NullMarked
package dev.clusterregistry.generators;

import org.jspecify.annotations.NullMarked;
