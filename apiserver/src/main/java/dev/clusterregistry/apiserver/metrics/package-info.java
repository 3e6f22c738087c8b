/**
 * Counts and times under Kubernetes' names. Facts flow in from filters, cache and transport; text
 * for Prometheus flows out. What is counted per request goes to counters that were resolved before,
 * because looking labels up would cost more than the request. It knows no kind.
 */
@NullMarked
package dev.clusterregistry.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
