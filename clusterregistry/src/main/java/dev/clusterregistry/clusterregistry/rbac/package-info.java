/**
 * Role-based access control: roles and bindings flow in from the watch cache, decisions flow out to
 * the authorization filter, and changes that would give away too much are refused. It knows nothing
 * of transport and storage.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.rbac;

import org.jspecify.annotations.NullMarked;
