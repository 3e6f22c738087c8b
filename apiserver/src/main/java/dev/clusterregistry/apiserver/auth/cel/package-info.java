/**
 * Expressions in Kubernetes' Common Expression Language, over one variable that is JSON. Sources
 * flow in, strings and truth flow out. The only package that knows the CEL library, which is loaded
 * with the first expression.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.cel;

import org.jspecify.annotations.NullMarked;
