/** Kubernetes objects as trees, and where in the API they are. Knows nothing of registries. */
@NullMarked
package dev.clusterregistry.crinit.object;

import org.jspecify.annotations.NullMarked;
