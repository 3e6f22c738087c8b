/** Who asks, and whether they may. */
@NullMarked
package dev.clusterregistry.apiserver.auth;

import org.jspecify.annotations.NullMarked;
