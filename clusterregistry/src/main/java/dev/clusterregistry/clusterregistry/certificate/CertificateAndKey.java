package dev.clusterregistry.clusterregistry.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and the private key to it. */
record CertificateAndKey(X509Certificate certificate, PrivateKey key) {}
