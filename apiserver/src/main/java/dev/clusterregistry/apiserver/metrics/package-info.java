/** Counts and times under Kubernetes' names. */
@NullMarked
package dev.clusterregistry.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
