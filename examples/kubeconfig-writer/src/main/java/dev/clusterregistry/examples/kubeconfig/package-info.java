/**
 * Keeps a kubeconfig in step with the registry: clusters flow in, a file with a context for each
 * flows out.
 */
@NullMarked
package dev.clusterregistry.examples.kubeconfig;

import org.jspecify.annotations.NullMarked;
