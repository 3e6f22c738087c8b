/**
 * A client for the cluster registry, on top of fabric8's Kubernetes client, which brings
 * kubeconfigs, credential plugins, proxies and retries. Typed objects flow in and out. It knows
 * nothing of the server but its API.
 */
@NullMarked
package dev.clusterregistry.client;

import org.jspecify.annotations.NullMarked;
