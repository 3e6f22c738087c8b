/**
 * Certificates and secrets for a new registry. The only package that uses BouncyCastle. Knows no
 * files and no cluster.
 */
@NullMarked
package dev.clusterregistry.crinit.certificate;

import org.jspecify.annotations.NullMarked;
