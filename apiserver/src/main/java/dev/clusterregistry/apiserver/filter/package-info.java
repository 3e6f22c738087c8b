/**
 * What every request passes before its handler, in travel order, and the one place where failures
 * become bytes. Requests flow in from the transport; calls that are known, allowed and within the
 * limits flow out to the endpoint of their route. It knows no verb's meaning and no kind.
 */
@NullMarked
package dev.clusterregistry.apiserver.filter;

import org.jspecify.annotations.NullMarked;
