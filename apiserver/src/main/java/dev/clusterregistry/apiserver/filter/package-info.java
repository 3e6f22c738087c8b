/**
 * What every request passes before its handler, in travel order, and the one place where failures
 * become bytes.
 */
@NullMarked
package dev.clusterregistry.apiserver.filter;

import org.jspecify.annotations.NullMarked;
