/**
 * The server's own certificate authority and the PEM files around it. A folder and the names to
 * vouch for flow in, certificate and key files flow out; it knows nothing of HTTP. BouncyCastle is
 * used in this package only, and loaded only when a certificate has to be made.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.certificate;

import org.jspecify.annotations.NullMarked;
