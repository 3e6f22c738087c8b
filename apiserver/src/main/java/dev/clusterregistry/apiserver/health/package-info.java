/**
 * The checks behind healthz, livez and readyz. The parts of the server bring their checks; ok, or a
 * line per check, flows out. Nothing here waits: a check says what its part knows already.
 */
@NullMarked
package dev.clusterregistry.apiserver.health;

import org.jspecify.annotations.NullMarked;
