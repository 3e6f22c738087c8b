/** The checks behind healthz, livez and readyz. */
@NullMarked
package dev.clusterregistry.apiserver.health;

import org.jspecify.annotations.NullMarked;
