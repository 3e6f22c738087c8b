/** A registry on this machine, without Kubernetes: a server process in the background. */
@NullMarked
package dev.clusterregistry.crinit.local;

import org.jspecify.annotations.NullMarked;
