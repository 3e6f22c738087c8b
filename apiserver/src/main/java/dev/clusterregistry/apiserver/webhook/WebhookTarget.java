package dev.clusterregistry.apiserver.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is, and how both sides know each other.
 *
 * @param authorities that vouch for its certificate; empty for those of the Java runtime
 * @param insecure any certificate will do
 * @param chain our certificate; empty for none
 * @param key null without a certificate
 * @param authorization the header's value; null for none
 * @param tokenFile is read for every request; null if there is none
 */
public record WebhookTarget(
    URI url,
    List<X509Certificate> authorities,
    boolean insecure,
    List<X509Certificate> chain,
    @Nullable PrivateKey key,
    @Nullable String authorization,
    @Nullable Path tokenFile) {

  /** Without what is secret. */
  @Override
  public String toString() {
    return url.toString();
  }
}
