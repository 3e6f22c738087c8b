/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.auth.oidc;

import org.jspecify.annotations.NullMarked;
