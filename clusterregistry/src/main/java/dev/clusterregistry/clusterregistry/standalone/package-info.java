/**
 * A running standalone server: settings flow in; data folder, certificates, store, API server and
 * the administrator's kubeconfig are put together here with plain constructors, and taken down in
 * order. It knows no flag and prints nothing but the greeting.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.standalone;

import org.jspecify.annotations.NullMarked;
