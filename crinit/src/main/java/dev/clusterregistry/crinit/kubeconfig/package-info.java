/**
 * The user's kubeconfig files: read as one, changed one at a time, locked and whole. Knows no
 * cluster.
 */
@NullMarked
package dev.clusterregistry.crinit.kubeconfig;

import org.jspecify.annotations.NullMarked;
