/**
 * Reads and checks what a request may ask for besides the object itself: list, watch, write and
 * delete options, and continue tokens. Query parameters and option bodies flow in; validated
 * records flow out, or the statuses 400 and 422 in Kubernetes' words.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.options;

import org.jspecify.annotations.NullMarked;
