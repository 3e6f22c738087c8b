/**
 * The host cluster: requests out, objects or refusals in. The only package that uses the Kubernetes
 * client. Knows nothing of registries.
 */
@NullMarked
package dev.clusterregistry.crinit.host;

import org.jspecify.annotations.NullMarked;
