/**
 * What makes namespaces more than names: nothing is created in one that is not there or is to go,
 * and one that is to go is emptied first. Changes flow in from the handler and the watch cache,
 * deletions flow out.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.namespace;

import org.jspecify.annotations.NullMarked;
