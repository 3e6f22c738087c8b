/**
 * Asking another server by JSON over HTTPS, as Kubernetes' webhooks do, or reading its objects. A
 * kubeconfig file and questions flow in, answers flow out. It knows how to reach the other and how
 * to prove who we are, not what is asked. Blocks: for virtual threads only.
 */
@NullMarked
package dev.clusterregistry.apiserver.webhook;

import org.jspecify.annotations.NullMarked;
