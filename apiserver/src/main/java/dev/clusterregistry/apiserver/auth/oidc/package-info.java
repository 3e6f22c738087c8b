/**
 * Tokens of OpenID Connect issuers, by Kubernetes' AuthenticationConfiguration. The configuration,
 * discovery documents and keys flow in, users flow out. The only package that knows the JWT
 * library, which is loaded with the first issuer.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.oidc;

import org.jspecify.annotations.NullMarked;
