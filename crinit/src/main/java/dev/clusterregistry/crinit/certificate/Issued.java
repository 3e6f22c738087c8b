package dev.clusterregistry.crinit.certificate;

/**
 * A certificate and the private key to it, both as PEM text.
 *
 * @param key PKCS #8
 */
public record Issued(String certificate, String key) {

  /** Without the key, so that no log can hold it. */
  @Override
  public String toString() {
    return "Issued[" + certificate.strip() + "]";
  }
}
