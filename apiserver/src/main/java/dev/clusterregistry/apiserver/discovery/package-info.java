/**
 * Tells clients which groups, versions and resources are served, as constants made once from the
 * kinds.
 */
@NullMarked
package dev.clusterregistry.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
