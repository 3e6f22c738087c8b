package dev.clusterregistry.apiserver.http;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The keys and certificates of the transport's tests. */
public final class TestTls {
  private TestTls() {}

  public static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestTls.class.getResource("/tls/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TlsOptions options() {
    return TlsOptions.of(file("server.crt"), file("server.key"))
        .withClientAuthorities(List.of(authority()));
  }

  public static X509Certificate authority() {
    try (InputStream in = new FileInputStream(file("ca.crt").toFile())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts the authority; presents nothing. */
  public static SSLContext client() {
    return client(false);
  }

  /** Trusts the authority and presents the client certificate. */
  public static SSLContext clientWithCertificate() {
    return client(true);
  }

  /** Trusts the authority. */
  static TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return trust;
  }

  private static SSLContext client(boolean withCertificate) {
    try {
      TrustManagerFactory trust = trust();
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      if (withCertificate) {
        X509Certificate[] chain =
            PemFiles.certificates(file("client.crt")).toArray(X509Certificate[]::new);
        own.setKeyEntry("me", PemFiles.privateKey(file("client.key")), new char[0], chain);
      }
      keys.init(own, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
