/** Tests of what the host says about whom to believe. */
@NullMarked
package dev.clusterregistry.apiserver.auth.delegation;

import org.jspecify.annotations.NullMarked;
