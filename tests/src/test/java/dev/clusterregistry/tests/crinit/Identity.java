package dev.clusterregistry.tests.crinit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clusterregistry.apiserver.http.PemFiles;
import dev.clusterregistry.crinit.certificate.Issued;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes TLS servers out of PEM texts. */
final class Identity {
  private static final char[] NO_PASSWORD = {};

  private Identity() {}

  /** Of a server that shows the certificate. */
  static SSLContext context(Issued issued) throws GeneralSecurityException, IOException {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(issued.certificate().getBytes(US_ASCII)));
    PrivateKey key = PemFiles.privateKey("the server's key", issued.key().getBytes(US_ASCII));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
