/** The rules of namespaces: what they are made with, and what keeps them when they are deleted. */
@NullMarked
package dev.clusterregistry.kinds.namespace;

import org.jspecify.annotations.NullMarked;
