package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is, and how both sides know each other. One that never changes is its own source.
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
    @Nullable Path tokenFile)
    implements TargetSource {

  @Override
  public WebhookTarget read() {
    return this;
  }

  @Override
  public WebhookTarget at(String path) {
    String base = url.toString();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return new WebhookTarget(
        URI.create(root + path), authorities, insecure, chain, key, authorization, tokenFile);
  }

  /**
   * What the header says now; null for nothing.
   *
   * @throws IOException if there is a token file that cannot be read
   */
  @Nullable String currentAuthorization() throws IOException {
    return tokenFile == null
        ? authorization
        : "Bearer " + Files.readString(tokenFile, StandardCharsets.UTF_8).strip();
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return url.toString();
  }
}
