package dev.clusterregistry.apiserver.http;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How connections are secured. TLS 1.2 and 1.3; client certificates are requested, never required
 * and never verified here: the authenticator judges them.
 *
 * @param certificate PEM file with the serving certificate and its chain
 * @param privateKey PEM file with its key: PKCS#8, PKCS#1 or SEC1, not encrypted
 * @param clientAuthorities their names are advertised, so that clients pick the right certificate
 * @param engine which TLS implementation carries the connections
 */
public record TlsOptions(
    Path certificate, Path privateKey, List<X509Certificate> clientAuthorities, Engine engine) {

  /** The TLS implementations. */
  public enum Engine {
    /** BoringSSL where its native library loads, else the JDK's. */
    FASTEST,
    /** The JDK's own. */
    JDK
  }

  /** Set to true to use the JDK's TLS where the options leave the choice. */
  public static final String JDK_ONLY_PROPERTY = "clusterregistry.tls.jdk";

  public static TlsOptions of(Path certificate, Path privateKey) {
    Engine engine = Boolean.getBoolean(JDK_ONLY_PROPERTY) ? Engine.JDK : Engine.FASTEST;
    return new TlsOptions(certificate, privateKey, List.of(), engine);
  }

  public TlsOptions withClientAuthorities(List<X509Certificate> authorities) {
    return new TlsOptions(certificate, privateKey, List.copyOf(authorities), engine);
  }

  public TlsOptions withEngine(Engine other) {
    return new TlsOptions(certificate, privateKey, clientAuthorities, other);
  }
}
