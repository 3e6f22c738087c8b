/**
 * Tokens that somebody else knows: a webhook is asked by TokenReview. Tokens flow in, users flow
 * out, remembered for a while.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.webhook;

import org.jspecify.annotations.NullMarked;
