/**
 * The rules of roles and bindings, and what they mean: objects flow in, rules and whom they are for
 * flow out, and whether some rules cover others. It does not know who asks, nor what is stored.
 */
@NullMarked
package dev.clusterregistry.kinds.rbac;

import org.jspecify.annotations.NullMarked;
