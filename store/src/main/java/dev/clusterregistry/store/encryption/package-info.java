/**
 * Encryption at rest, as a store in front of any other: values flow in and are sealed before they
 * are stored; what is stored flows out opened, once per change. The formats are Kubernetes'. Which
 * keys there are is the caller's business.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/">Kubernetes,
 *     Encrypting Confidential Data at Rest</a>
 */
@NullMarked
package dev.clusterregistry.store.encryption;

import org.jspecify.annotations.NullMarked;
