/**
 * Settles the form of request bodies and replies. Accept and Content-Type headers flow in; a media
 * type, a transformation and the choice of pretty printing flow out, or the statuses 406 and 415.
 * It knows nothing of resources.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.negotiation;

import org.jspecify.annotations.NullMarked;
