/**
 * The generic API server: it serves whatever kinds it is given, from whatever store it is given,
 * and knows neither.
 */
@NullMarked
package dev.clusterregistry.apiserver;

import org.jspecify.annotations.NullMarked;
