/**
 * Answers the verbs on resources. Requests flow in; drafts flow to the store, frozen bytes flow
 * back from the cache.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource;

import org.jspecify.annotations.NullMarked;
